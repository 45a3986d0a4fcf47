// Choosing what is added: a small list below the pointer, filtered while one types.
const EDGE = 8;

export class Picker {
  constructor(canvas, on) {
    this.canvas = canvas;
    this.box = canvas.root.querySelector('[data-picker]');
    if (!this.box) return;
    this.field = this.box.querySelector('input');
    this.options = [...this.box.querySelectorAll('[role=option]')];
    on(this.field, 'input', () => this.filter());
    on(this.box, 'keydown', event => this.key(event));
    on(this.box, 'click', event => this.pick(event.target.closest('[role=option]')));
    on(this.box, 'pointermove', event => this.mark(event.target.closest('[role=option]')));
    on(document, 'pointerdown', event => this.isOpen && !this.box.contains(event.target) && this.close(), { capture: true });
  }

  get isOpen() { return Boolean(this.asked); }

  /** `asked` has `title`, `choose(kind)`, and, if wanted, `done()`, called once nothing is to come any more, and `edge`. */
  open({ x, y }, asked) {
    if (!this.box) return;
    this.close();
    this.asked = asked;
    this.edge = asked.edge;
    this.back = document.activeElement;
    this.box.querySelector('[data-picker-title]').textContent = asked.title;
    this.box.showPopover();
    this.box.style.left = `${Math.max(EDGE, Math.min(x, innerWidth - this.box.offsetWidth - EDGE))}px`;
    this.box.style.top = `${Math.max(EDGE, Math.min(y, innerHeight - this.box.offsetHeight - EDGE))}px`;
    this.field.value = '';
    this.filter();
    this.field.focus();
  }

  get shown() { return this.options.filter(option => !option.hidden); }

  filter() {
    const wanted = this.field.value.trim().toLowerCase();
    for (const option of this.options) option.hidden = !option.textContent.toLowerCase().includes(wanted);
    this.box.querySelector('[data-picker-none]').hidden = this.shown.length > 0;
    this.mark(this.shown[0]);
  }

  mark(option) {
    if (!option && this.shown.length) return;
    this.marked = option;
    for (const other of this.options) other.setAttribute('aria-selected', String(other === option));
    this.field.setAttribute('aria-activedescendant', option?.id ?? '');
  }

  key(event) {
    const { shown } = this;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && shown.length) this.mark(shown[(shown.indexOf(this.marked) + step + shown.length) % shown.length]);
    else if (event.key === 'Enter') this.pick(this.marked);
    else if (event.key === 'Escape' || event.key === 'Tab') this.close(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  async pick(option) {
    if (!option || !this.asked) return;
    const { asked } = this;
    this.asked = null;
    this.close(true);
    try {
      await asked.choose(option.dataset.kind);
    } finally {
      asked.done?.();
    }
  }

  close(returning = false) {
    const { asked } = this;
    this.asked = null;
    this.edge = null;
    if (this.box?.matches(':popover-open')) this.box.hidePopover();
    asked?.done?.();
    if (returning) (this.back?.isConnected ? this.back : this.canvas.root).focus({ preventScroll: true });
    this.canvas.tools.refresh();
  }
}
