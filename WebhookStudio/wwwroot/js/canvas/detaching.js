// An end of a connector taken in the hand: let go at another port it leads there, let go on empty ground it is gone.
import { far, inputOf, outputOf, pointOf, SNAP } from './shape.js';
import { connecting } from './connecting.js';
import { inside } from './ground.js';

const GRIP = 24;

/** Which end of a connector is pressed: `from`, `to`, or neither. */
export function gripOf(edge, view, event) {
  if (!edge.path) return null;
  const at = view.toWorld(event);
  const near = point => Math.hypot(at.x - point.x, at.y - point.y) * view.scale <= GRIP;
  const { points } = edge.path;
  if (edge.path.isShort) return null;
  return near(points[points.length - 1]) ? 'to' : near(points[0]) ? 'from' : null;
}

/** Begins once the pointer has moved; a press alone selects the connector. */
export function detaching(canvas, event, edge, end) {
  const from = pointOf(event);
  const source = canvas.board.get(edge.from);
  let inner = null;

  return {
    moved: false,
    get target() { return inner?.target; },
    move(e) {
      if (!inner && !far(e, from)) return;
      this.moved = true;
      if (!inner) {
        inner = end === 'to' ? connecting(canvas, source, edge.output, { event, instead: edge }) : moving(canvas, edge);
        inner.moved = true;
        // The inner gesture takes the place of this one, so that it hears of refusals in time.
        canvas.gestures.begin(inner);
      }
      inner.move(e);
    },
    end() {
      canvas.selection.setEdge(edge);
    },
    cancel() { inner?.cancel(); },
  };
}

/** The end at which the connector begins goes to another output. */
function moving(canvas, edge) {
  const { board, wires, view } = canvas;
  const target = board.get(edge.to);
  const wire = wires.preview();
  edge.group.setAttribute('data-leaving', '');
  canvas.root.setAttribute('data-connecting', 'back');

  const clear = () => {
    canvas.root.removeAttribute('data-connecting');
    for (const node of board.all) node.card.removeAttribute('data-aimed');
  };
  const restore = () => {
    edge.group.removeAttribute('data-leaving');
    wire.remove();
  };

  return {
    move(e) {
      const port = outputAt(canvas, e);
      for (const node of board.all) node.card.toggleAttribute('data-aimed', node === port?.node);
      wire.between(port ? outputOf(port.node, port.output) : view.toWorld(e), inputOf(target), 0);
    },
    async end(e) {
      const port = outputAt(canvas, e);
      clear();
      if (!port) {
        if (inside(canvas, e)) await canvas.disconnect(edge, wire);
        else restore();
        return;
      }
      wire.settle();
      await canvas.call('ReconnectAsync', canvas.keyOf(edge.from), edge.output, port.node.key, port.output);
      restore();
    },
    cancel() {
      clear();
      restore();
    },
  };
}

/** The output within reach of the pointer, or the first one of the card below it. */
function outputAt({ root, board, view }, event) {
  const at = view.toWorld(event);
  for (const node of board.all) {
    for (const [output] of node.outputs) {
      const port = outputOf(node, output);
      if (Math.hypot(at.x - port.x, at.y - port.y) <= SNAP / view.scale) return { node, output };
    }
  }
  const under = document.elementFromPoint(event.clientX, event.clientY);
  const node = under && root.contains(under) ? board.of(under) : null;
  return node?.outputs.size ? { node, output: 0 } : null;
}
