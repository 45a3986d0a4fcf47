// A card, or all that are selected, under the pointer. The places are shown at once and told at the end; what the server
// refuses goes back by itself.
import { far, pointOf, WIDTH } from './shape.js';
import { align, othersThan, showGuides } from './guides.js';

const SPLICE = 36;

export function dragging(canvas, event, card) {
  const { board, view, wires, selection, overlay } = canvas;
  const from = pointOf(event);
  let group = [];
  let origins = [];
  let others = [];
  let last = { dx: 0, dy: 0 };

  const lift = () => {
    if (!selection.has(card)) selection.set([card.id]);
    group = selection.nodes;
    origins = group.map(({ x, y }) => ({ x, y }));
    others = othersThan(board, group);
    board.hold(group);
    group.forEach(node => node.card.setAttribute('data-dragged', ''));
    canvas.root.setAttribute('data-lifted', '');
    overlay.ownerDocument.getSelection()?.removeAllRanges();
  };

  const place = ({ dx, dy }) => {
    last = { dx, dy };
    group.forEach((node, i) => board.put(node, origins[i].x + dx, origins[i].y + dy));
    wires.draw(group);
  };

  const drop = () => {
    group.forEach(node => node.card.removeAttribute('data-dragged'));
    canvas.root.removeAttribute('data-lifted');
    showGuides(overlay);
  };

  return {
    moved: false,
    move(e) {
      if (!this.moved && !far(e, from)) return;
      if (!this.moved) lift();
      this.moved = true;
      const origin = origins[group.indexOf(card)];
      const raw = {
        x: origin.x + (e.clientX - from.x) / view.scale, y: origin.y + (e.clientY - from.y) / view.scale, height: card.height,
      };
      const placed = e.altKey ? { x: Math.round(raw.x), y: Math.round(raw.y), lines: [] } : align(raw, others);
      place({ dx: placed.x - origin.x, dy: placed.y - origin.y });
      showGuides(overlay, placed.lines);
      wires.mark(canvas.splices(group) ? wires.nearest(middleOf(card), SPLICE, card.id) : null);
    },
    end() {
      if (!this.moved) return canvas.open(card);
      const edge = wires.marked;
      wires.mark(null);
      drop();
      return settle(canvas, group, last, edge);
    },
    cancel() {
      if (!this.moved) return;
      wires.mark(null);
      drop();
      board.release(group);
    },
  };
}

/** Tells the server of a move that is shown already. */
export async function settle(canvas, group, { dx, dy }, edge = null) {
  const { board, wires } = canvas;
  const keys = group.map(node => node.key);
  wires.draw();
  if (edge) await canvas.call('SpliceStageAsync', keys[0], canvas.keyOf(edge.from), edge.output, dx, dy);
  else if (dx || dy) await canvas.call('MoveAsync', keys, dx, dy);
  board.release(group);
}

export const middleOf = node => ({ x: node.x + WIDTH / 2, y: node.y + node.height / 2 });
