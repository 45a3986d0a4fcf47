// A stage on its way from the palette: a ghost of its card follows the pointer on the grid. Over a connector it is put
// into that one. The ghost stays until the server has drawn the card itself.
import { far, pointOf, snap, WIDTH } from './shape.js';
import { inside } from './ground.js';

const HEIGHT = 84;
const SPLICE = 36;

export function bringing(canvas, event, item) {
  const { view, wires } = canvas;
  const from = pointOf(event);
  const kind = item.dataset.palette;
  let ghost;
  let place = null;
  event.preventDefault();

  return {
    moved: false,
    move(e) {
      if (!ghost && !far(e, from)) return;
      this.moved = true;
      ghost ??= ghostOf(canvas, kind);
      const at = view.toWorld(e);
      const is = inside(canvas, e);
      const edge = is ? wires.nearest(at, SPLICE / view.scale) : null;
      wires.mark(edge);
      place = is ? placeAt(at, e.altKey) : null;
      ghost.toggleAttribute('data-away', !is);
      ghost.move(place ?? placeAt(at, true));
    },
    end() {
      const edge = wires.marked;
      wires.mark(null);
      if (!place) return ghost?.remove();
      const call = edge
        ? canvas.call('SpliceAsync', kind, canvas.keyOf(edge.from), edge.output, place.x, place.y)
        : canvas.call('AddAsync', kind, place.x, place.y);
      return call.finally(() => ghost.remove());
    },
    cancel() {
      wires.mark(null);
      ghost?.remove();
    },
  };
}

const placeAt = ({ x, y }, free) => {
  const corner = { x: x - WIDTH / 2, y: y - HEIGHT / 2 };
  return free ? { x: Math.round(corner.x), y: Math.round(corner.y) } : { x: snap(corner.x), y: snap(corner.y) };
};

/** A card that is not there yet, in the layer that belongs to the browser. */
export function ghostOf(canvas, kind) {
  const ghost = document.createElement('div');
  ghost.className = 'palette-ghost';
  ghost.textContent = kind;
  ghost.move = ({ x, y }) => { ghost.style.transform = `translate(${x}px, ${y}px)`; };
  canvas.overlay.append(ghost);
  return ghost;
}
