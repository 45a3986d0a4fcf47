// A frame drawn over the canvas: the cards it touches are selected, besides those that were.
import { far, overlaps, pointOf, rectOf } from './shape.js';

export function marquee(canvas, event) {
  const { root, board, view, selection } = canvas;
  const from = pointOf(event);
  const corner = view.toWorld(event);
  const before = [...selection.ids];
  const frame = root.querySelector('[data-marquee]');
  event.preventDefault();
  root.focus({ preventScroll: true });

  const touched = at => {
    const rect = {
      x: Math.min(corner.x, at.x), y: Math.min(corner.y, at.y),
      width: Math.abs(at.x - corner.x), height: Math.abs(at.y - corner.y),
    };
    Object.assign(frame.style, {
      left: `${rect.x}px`, top: `${rect.y}px`, width: `${rect.width}px`, height: `${rect.height}px`,
    });
    return board.all.filter(node => overlaps(rectOf(node), rect)).map(node => node.id);
  };

  return {
    moved: false,
    found: before,
    move(e) {
      this.moved ||= far(e, from);
      if (!this.moved) return;
      frame.hidden = false;
      this.found = [...new Set([...before, ...touched(view.toWorld(e))])];
      for (const node of board.all) node.card.toggleAttribute('data-selected', this.found.includes(node.id));
    },
    end() {
      frame.hidden = true;
      selection.set(this.found);
    },
    cancel() {
      frame.hidden = true;
      selection.show();
    },
  };
}
