// The plus and the x in the middle of a connector: of the one the pointer is over, that has the focus, or is selected.
const GRACE = 500;

export class Tools {
  constructor(canvas, on) {
    this.canvas = canvas;
    this.bar = canvas.root.querySelector('[data-edge-tools]');
    if (!this.bar) return;
    on(canvas.root, 'pointerover', event => this.over(event));
    on(canvas.root, 'pointerleave', () => this.leave());
    on(canvas.root, 'focusin', event => this.focus(event));
    on(this.bar.querySelector('[data-edge-add]'), 'click', event => this.add(event));
    on(this.bar.querySelector('[data-edge-remove]'), 'click', () => this.remove());
  }

  over(event) {
    if (event.pointerType === 'touch' || this.canvas.gestures.busy) return;
    const edge = this.canvas.wires.of(event.target);
    if (edge) this.hover(edge);
    else if (this.bar.contains(event.target)) clearTimeout(this.leaving);
    else this.leave();
  }

  hover(edge) {
    clearTimeout(this.leaving);
    this.leaving = 0;
    this.hovered = edge;
    this.refresh();
  }

  // The way from the line to the buttons may lead beside it.
  leave() {
    if (!this.hovered || this.leaving) return;
    this.leaving = setTimeout(() => this.hover(null), GRACE);
  }

  focus(event) {
    if (this.bar.contains(event.target)) return;
    this.focused = this.canvas.wires.of(event.target) ?? null;
    this.refresh();
  }

  /** Puts the buttons where they belong now. */
  refresh() {
    if (!this.bar) return;
    const { wires, selection, picker } = this.canvas;
    const chosen = selection.edge && wires.find(selection.edge.from, selection.edge.output);
    const live = edge => (edge && wires.edges.includes(edge) && edge.path ? edge : null);
    const edge = picker.edge && live(picker.edge) || live(this.hovered) || live(this.focused) || live(chosen);
    this.edge = edge;
    this.bar.hidden = !edge;
    if (!edge) return;
    this.bar.style.left = `${edge.path.middle.x}px`;
    this.bar.style.top = `${edge.path.middle.y - (edge.path.isShort ? 28 : 0)}px`;
    this.bar.dataset.from = edge.from;
    this.bar.dataset.output = edge.output;
    this.bar.setAttribute('aria-label', edge.group.getAttribute('aria-label'));
  }

  add(event) {
    const { edge } = this;
    if (!edge) return;
    const box = event.currentTarget.getBoundingClientRect();
    this.canvas.insert(edge, { x: box.left, y: box.bottom + 6 });
  }

  remove() {
    if (this.edge) this.canvas.disconnect(this.edge);
  }
}
