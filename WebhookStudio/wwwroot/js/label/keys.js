// The keyboard of the Label page.

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const isField = target => target.matches?.('textarea, select, [contenteditable="true"], input:not([type="radio"], [type="checkbox"])');

// Enter and Space belong to a button that has the focus.
const isControl = target => target.closest?.('button, a, input, select, textarea, summary, label') != null;

/** @param surface The surface of LabelSurface.razor.js. */
export function bindKeys(root, surface, signal) {
  const single = {
    v: () => surface.use('select'), b: () => surface.use('box'), h: () => surface.use('pan'),
    '+': () => surface.zoomIn(), '=': () => surface.zoomIn(), '-': () => surface.zoomOut(), 0: () => surface.view.fit(),
    z: () => surface.undo(), y: () => surface.redo(), s: () => surface.command('skip'),
    '?': () => root.querySelector('#label-shortcuts')?.showModal(),
    delete: () => surface.remove(surface.selected), backspace: () => surface.remove(surface.selected),
  };
  const withCtrl = {
    enter: () => surface.command('submit'), backspace: () => surface.command('reject'), s: () => surface.command('save'),
    z: event => (event.shiftKey ? surface.redo() : surface.undo()), y: () => surface.redo(),
  };

  function onArrow(event, [dx, dy]) {
    const step = event.shiftKey ? 10 : 1;
    return event.altKey ? surface.growBy(dx * step, dy * step) : surface.nudge(dx * step, dy * step);
  }

  /** Returns whether the key meant something here. */
  function handle(event, key) {
    const ctrl = event.ctrlKey || event.metaKey;
    if (ARROWS[event.key] && !ctrl) {
      return !event.target.matches?.('input') && onArrow(event, ARROWS[event.key]);
    }
    if (ctrl) {
      return surface.chooseByKey(`ctrl+${key}`) || run(withCtrl[key], event);
    }
    if (event.altKey) {
      return false;
    }
    if (key === 'escape') {
      return surface.escape();
    }
    if (key === 'enter') {
      return !isControl(event.target) && surface.placeBox();
    }
    return surface.chooseByKey(key) || surface.answerByKey(key) || run(single[key], event);
  }

  // G and a letter go to another screen.
  let going = 0;

  const run = (action, event) => (action ? (action(event), true) : false);

  document.addEventListener('keydown', event => {
    const elsewhere = document.querySelector('dialog[open], .menu:popover-open, .mud-dialog')
      || (event.target !== document.body && !root.contains(event.target) && !event.target.closest?.('main'));
    const key = event.key.toLowerCase();
    if (elsewhere || event.isComposing || (!surface.isOpen && key !== '?')) {
      return;
    }
    const handsIn = (event.ctrlKey || event.metaKey) && (key === 'enter' || key === 's');
    if (isField(event.target) && !handsIn) {
      return;
    }
    if (handsIn) {
      // What is being typed counts.
      document.activeElement?.blur();
    }
    if (key === 'g' || Date.now() - going < 1500) {
      going = key === 'g' ? Date.now() : 0;
      return;
    }
    if (event.key === ' ' && !isControl(event.target)) {
      event.preventDefault();
      surface.hold(true);
      return;
    }
    if (handle(event, key)) {
      event.preventDefault();
      event.stopPropagation();
    }
  }, { signal, capture: true });

  document.addEventListener('keyup', event => event.key === ' ' && surface.hold(false), { signal });
  addEventListener('blur', () => surface.hold(false), { signal });
}
