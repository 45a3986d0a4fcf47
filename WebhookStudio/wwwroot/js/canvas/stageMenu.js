// The menu of a card: by right click, long press, Shift+F10 or the three dots. One for all of them; what it says comes
// from the card.
import { contains } from './shape.js';

const EDGE = 8;

export class StageMenu {
  constructor(canvas, on) {
    this.canvas = canvas;
    this.box = canvas.root.querySelector('[data-stage-menu]');
    on(this.box, 'click', event => this.choose(event.target.closest('[data-action]')), { capture: true });
    on(this.box, 'toggle', event => event.newState === 'closed' && this.closed());
    on(canvas.root, 'click', event => this.dots(event));
    // The browser's own way to close it would take the finger that is lifted after a long press for a press beside it.
    on(document, 'pointerdown', event => !this.box.contains(event.target) && this.close(), { capture: true });
    on(window, 'keydown', event => event.key === 'Escape' && this.close(), { capture: true });
  }

  dots(event) {
    const button = event.target.closest('[data-more]');
    const card = button && this.canvas.board.of(button);
    if (!card) return;
    event.stopPropagation();
    const box = button.getBoundingClientRect();
    this.open(card, { x: box.left, y: box.bottom + 4 });
  }

  open(card, { x, y }) {
    const { selection, board } = this.canvas;
    if (!selection.has(card)) selection.set([card.id]);
    this.card = card;
    this.fill(card, selection.nodes.length);
    this.box.setAttribute('aria-label', `Actions of ${card.name}`);
    this.close();
    this.box.showPopover();
    this.box.style.left = `${Math.max(EDGE, Math.min(x, innerWidth - this.box.offsetWidth - EDGE))}px`;
    this.box.style.top = `${Math.max(EDGE, Math.min(y, innerHeight - this.box.offsetHeight - EDGE))}px`;
    this.items()[0]?.focus();
    board.get(card.id)?.card.setAttribute('data-menu', '');
  }

  /** From the keyboard: below the card, wherever it is. */
  openAt(card) {
    const frame = this.canvas.view.frame();
    const box = card.card.getBoundingClientRect();
    const at = { x: box.left + 24, y: box.bottom - 12 };
    this.open(card, contains(frame, at) ? at : { x: frame.left + 24, y: frame.top + 24 });
  }

  fill({ card, kind, outputs }, count) {
    const { protection } = card.dataset;
    const several = count > 1;
    const set = (action, { hidden = false, reason = null, words = null, href = null }) => {
      for (const item of this.box.querySelectorAll(`[data-action="${action}"]`)) {
        item.hidden = hidden;
        item.toggleAttribute('disabled', Boolean(reason));
        item.title = reason ?? '';
        const label = item.querySelector('[data-words]');
        if (label && words) label.textContent = words;
        const note = item.querySelector('small');
        if (note) note.textContent = reason ?? note.dataset.usual;
        if (href) item.href = href;
      }
    };
    const single = { hidden: several };
    set('open', single);
    set('rename', single);
    set('rerun', {
      hidden: several || kind !== 'Webhook', reason: card.dataset.rerunReason || null, words: card.dataset.rerun,
    });
    set('logs', { hidden: several || kind !== 'Webhook', href: card.dataset.logs });
    set('tasks', { ...single, href: card.dataset.tasks });
    set('connect', { hidden: several || !outputs.size });
    set('duplicate', { reason: several ? null : card.dataset.copyReason || null, words: several ? `Duplicate ${count} stages` : 'Duplicate' });
    set('delete', { reason: several ? null : protection || null, words: several ? `Delete ${count} stages` : 'Delete stage' });
  }

  items() { return [...this.box.querySelectorAll('.menu-item:not([disabled]):not([hidden])')]; }

  choose(item) {
    if (!item || item.hasAttribute('disabled')) return;
    const { canvas, card } = this;
    const action = item.dataset.action;
    const run = {
      open: () => canvas.open(card, true),
      rename: () => canvas.rename(card),
      rerun: () => canvas.call('RerunAsync', card.key),
      connect: () => canvas.keys.connect(card, 0),
      duplicate: () => canvas.clipboard.duplicate(),
      delete: () => canvas.remove(),
    }[action];
    if (!run) return;
    this.close();
    run();
  }

  close() {
    if (this.box.matches(':popover-open')) this.box.hidePopover();
  }

  closed() {
    const { card } = this;
    card?.card.removeAttribute('data-menu');
    const lost = document.activeElement === document.body || this.box.contains(document.activeElement);
    if (lost && card?.card.isConnected) card.card.focus({ preventScroll: true });
  }
}
