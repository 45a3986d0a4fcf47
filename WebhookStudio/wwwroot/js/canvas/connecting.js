// Drawing a connector: by dragging from a port, by two clicks, or with the keyboard. Ports that can be reached grow, what
// cannot be is dimmed and says why. On empty ground a stage can be chosen that is put there and connected.
import { contains, far, inputOf, outputOf, pointOf, SNAP } from './shape.js';
import { inside } from './ground.js';

/** `event` is the press on the port; without one the keyboard leads. `instead` is a connector that is led elsewhere. */
export function connecting(canvas, source, output, { event = null, instead = null } = {}) {
  const { root, board, wires, view } = canvas;
  const start = event && pointOf(event);
  const wire = wires.preview();
  let refused = new Map();

  const gesture = {
    keyboard: !event,
    source,
    output,
    moved: false,
    target: null,
    async prepare() {
      root.setAttribute('data-connecting', '');
      refused = await canvas.refusals(source);
      if (canvas.gestures.current !== this) return;
      for (const node of board.all) node.card.toggleAttribute('data-refused', refused.has(node.id));
      const reason = this.aim(this.target, this.at);
      if (reason && this.keyboard) canvas.say(`${this.target.name}: ${reason}`);
    },
    move(e) {
      if (this.keyboard) return;
      this.moved ||= far(e, start);
      this.at = pointOf(e);
      this.aim(targetAt(canvas, e), this.at);
    },
    end(e) {
      const target = targetAt(canvas, e);
      // Pressed and let go on the port itself: from now on the wire follows the pointer until the next click.
      if (!this.moved && !this.clicks && !instead) {
        this.clicks = true;
        return 'more';
      }
      if (target === source && !refusedPort(e, source)) return this.cancel();
      return this.finish(target, inside(canvas, e) ? pointOf(e) : null);
    },
    finish(target, at) {
      this.clear();
      if (target) return this.connect(target);
      if (instead) return at ? canvas.disconnect(instead, wire) : restore(instead, wire);
      return at ? choose(canvas, { source, output, at, wire }) : wire.remove();
    },
    async connect(target) {
      wire.between(outputOf(source, output), inputOf(target), output);
      wire.invalid(false);
      wire.settle();
      // A refused connector goes to the server as well: it says the reason to everybody who listens.
      if (!instead || instead.to !== target.id) await canvas.call('ConnectAsync', source.key, output, target.key);
      restore(instead, wire);
    },
    aim(target, at) {
      this.target = target;
      const reason = target && refused.get(target.id);
      wire.between(outputOf(source, output), endOf(target, at), output);
      wire.invalid(Boolean(reason));
      for (const node of board.all) node.card.toggleAttribute('data-aimed', node === target && target !== source);
      tell(reason, target, at);
      return reason;
    },
    clear() {
      root.removeAttribute('data-connecting');
      for (const node of board.all) ['data-refused', 'data-aimed'].forEach(name => node.card.removeAttribute(name));
      tell(null);
    },
    cancel() {
      this.clear();
      restore(instead, wire);
    },
  };

  const endOf = (target, at) => {
    if (target && target !== source) return inputOf(target);
    if (at) return view.toWorld({ clientX: at.x, clientY: at.y });
    const from = outputOf(source, output);
    return { x: from.x + 72, y: from.y };
  };

  // Beside the pointer, or above the card that the keyboard aims at.
  const tell = (reason, target, at) => {
    const note = root.querySelector('[data-reason]');
    note.hidden = !reason;
    if (!reason) return;
    const frame = view.frame();
    const place = at ?? view.toScreen({ x: target.x, y: target.y - 12 });
    note.textContent = reason;
    note.style.left = `${Math.min(place.x - frame.left + 16, frame.width - note.offsetWidth - 8)}px`;
    note.style.top = `${place.y - frame.top + 18}px`;
  };

  if (instead) instead.group.setAttribute('data-leaving', '');
  gesture.at = start;
  gesture.aim(null, start);
  queueMicrotask(() => gesture.prepare());
  return gesture;
}

const restore = (edge, wire) => {
  edge?.group.removeAttribute('data-leaving');
  wire.remove();
};

// A drop on the card it came from means nothing, unless it goes into its own input.
const refusedPort = (event, source) =>
  document.elementFromPoint(event.clientX, event.clientY)?.closest('[data-port="in"]')
  && source.card.contains(document.elementFromPoint(event.clientX, event.clientY));

/** The card below the pointer, or one whose input is within reach. */
export function targetAt({ root, board, view }, event) {
  const under = document.elementFromPoint(event.clientX, event.clientY);
  const card = under && root.contains(under) ? board.of(under) : null;
  if (card) return card;
  if (!contains(view.frame(), pointOf(event))) return null;
  const at = view.toWorld(event);
  return board.all.filter(node => node.kind !== 'Start').find(node => {
    const port = inputOf(node);
    return Math.hypot(at.x - port.x, at.y - port.y) <= SNAP / view.scale;
  }) ?? null;
}

/** The wire ends on empty ground: what shall be there? */
function choose(canvas, { source, output, at, wire }) {
  const corner = canvas.view.toWorld({ clientX: at.x, clientY: at.y });
  wire.settle();
  canvas.picker.open(at, {
    title: `After ${source.name}`,
    choose: kind => canvas.call('AddConnectedAsync', kind, source.key, output, corner.x, corner.y),
    done: () => wire.remove(),
  });
}
