// The hand on the empty canvas: it moves what is seen. A press without a move takes back what is selected or open.
import { far, pointOf } from './shape.js';

/** `click` is what a press without a move means there, if it means something else. */
export function panning(canvas, event, click = null) {
  const { root, view, selection } = canvas;
  const from = pointOf(event);
  event.preventDefault();
  root.focus({ preventScroll: true });

  return {
    moved: false,
    move(e) {
      this.moved ||= far(e, from);
      if (!this.moved) return;
      root.classList.add('is-panning');
      view.pan(e.clientX - from.x, e.clientY - from.y);
      Object.assign(from, pointOf(e));
    },
    end() {
      this.cancel();
      if (this.moved || event.button !== 0) return undefined;
      if (click) return click();
      selection.set([]);
      return canvas.call('CloseAsync');
    },
    cancel() { root.classList.remove('is-panning'); },
  };
}
