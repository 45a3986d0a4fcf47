// Drawing a connector: by dragging from a port, by two clicks, or with the keyboard. The reason of a refusal is shown at once.
import { route, WIDTH, HEIGHT } from './connectorPath.js';
import { placeOf } from './canvasView.js';

const SNAP = 24;

export class Connecting {
  /** `done` is called with the card aimed at, or with nothing when the line is dropped on empty ground. */
  constructor(root, view, cards, source, { output, keyboard, isFar, done }) {
    Object.assign(this, { root, view, cards, source, output, keyboard, isFar, done });
    this.refusals = JSON.parse(source.dataset.refusals || '{}');
    this.clickClick = false;
    this.leftPort = false;
    root.classList.add('is-connecting');
    cards.forEach(card => card.classList.toggle('is-refused', card.dataset.stage in this.refusals));
    this.aim(null);
  }

  move(event) {
    if (this.keyboard) return;
    this.leftPort ||= this.isFar(event);
    this.aim(this.nearest(event), this.view.toWorld(event));
  }

  end(event) {
    const target = this.nearest(event);
    // Pressed and let go on the port itself: from now on the line follows the pointer until the next click.
    if (!this.leftPort && !this.clickClick && target === this.source) {
      this.clickClick = true;
      return;
    }
    this.finish(target);
  }

  finish(target) {
    this.cancel();
    this.done(target);
  }

  aim(target, point) {
    const line = this.root.querySelector('[data-preview]');
    const from = placeOf(this.source);
    const other = target && target !== this.source ? placeOf(target) : null;
    const reason = other && this.refusals[target.dataset.stage];
    const free = point ? { x: point.x, y: point.y - HEIGHT / 2 } : { x: from.x + WIDTH + 48, y: from.y };
    line?.setAttribute('d', route(from, other ?? free, this.output).line);
    line?.classList.toggle('edge--invalid', Boolean(reason));
    this.cards.forEach(card => card.classList.toggle('is-aimed', Boolean(other) && card === target));
    this.tell(reason, other);
  }

  tell(reason, at) {
    const note = this.root.querySelector('[data-reason]');
    if (!note) return;
    note.hidden = !reason;
    if (!reason) return;
    note.textContent = reason;
    note.style.left = `${this.view.x + (at.x + WIDTH / 2) * this.view.scale}px`;
    note.style.top = `${this.view.y + (at.y - 20) * this.view.scale}px`;
  }

  nearest(event) {
    const under = document.elementFromPoint(event.clientX, event.clientY)?.closest('.node');
    if (under && this.root.contains(under)) return under;
    const at = this.view.toWorld(event);
    return this.cards.find(card => {
      const p = placeOf(card);
      return Math.hypot(at.x - p.x, at.y - p.y - HEIGHT / 2) < SNAP / this.view.scale;
    });
  }

  cancel() {
    this.root.classList.remove('is-connecting');
    this.cards.forEach(card => card.classList.remove('is-refused', 'is-aimed'));
    this.root.querySelector('[data-preview]')?.removeAttribute('d');
    this.tell(null);
  }
}
