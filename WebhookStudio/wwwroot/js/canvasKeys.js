// The canvas without a pointer: arrows move the focus, letters and Delete act on the card that has it.
import { placeOf } from './canvasView.js';

const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
// Connect the output by which tasks go on, and the output Failed.
const OUTPUTS = { c: 0, f: 1 };
const ZOOM = { 0: 'reset', 1: 'fit', '+': 'in', '=': 'in', '-': 'out' };

export const typing = event =>
  event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]');

/** Gives what the pressed key does on the canvas, or nothing if the key is none of its own. */
export function actionOf(canvas, event) {
  if (typing(event) || event.ctrlKey || event.metaKey || event.target.closest('.menu')) return null;
  const { root, server, gesture, readOnly } = canvas;
  const card = event.target.closest('.node');
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const direction = DIRECTIONS[key];
  if (key === 'Escape') return () => (gesture ? canvas.cancel() : server.invokeMethodAsync('EscapeAsync'));
  if (direction && card && event.altKey) return readOnly ? null : () => canvas.nudge(card, direction, event.shiftKey ? 10 : 1);
  if (direction && card) return () => goToNeighbour(canvas, card, direction);
  if (key === 'Enter' && gesture?.keyboard && card) return () => gesture.finish(card);
  if (event.target !== card && event.target !== root) return null;
  if ((key === 'Enter' || key === ' ') && card) return () => server.invokeMethodAsync('OpenAsync', card.dataset.stage);
  if (key === 'F2' && card) return () => server.invokeMethodAsync('RenameAsync', card.dataset.stage);
  if (key === 'Delete' || key === 'Backspace') return () => remove(canvas, card);
  if (key in OUTPUTS && card && !readOnly && card.querySelector(`[data-output="${OUTPUTS[key]}"]`)) {
    return () => canvas.beginConnect(null, card.dataset.stage, OUTPUTS[key]);
  }
  if (key === 'a' && !readOnly) return () => root.querySelector('[data-palette]')?.focus();
  return ZOOM[key] ? () => canvas.view.zoomBy(ZOOM[key], canvas.cards) : null;
}

function remove({ root, server }, card) {
  const edge = root.querySelector('.edge-group.is-selected');
  const stage = card ?? root.querySelector('.node--selected');
  if (edge) server.invokeMethodAsync('DisconnectAsync', edge.dataset.from, Number(edge.dataset.output));
  else if (stage) server.invokeMethodAsync('DeleteAsync', stage.dataset.stage);
}

function goToNeighbour(canvas, card, [dx, dy]) {
  const at = placeOf(card);
  const next = canvas.cards.filter(other => other !== card).map(other => {
    const place = placeOf(other);
    const along = (place.x - at.x) * dx + (place.y - at.y) * dy;
    const across = Math.abs((place.x - at.x) * dy) + Math.abs((place.y - at.y) * dx);
    return { other, along, cost: along + across * 2 };
  }).filter(candidate => candidate.along > 0).sort((a, b) => a.cost - b.cost)[0]?.other;
  if (!next) return;
  next.focus({ preventScroll: true });
  canvas.reveal(next.dataset.stage);
  if (canvas.gesture?.keyboard) canvas.gesture.aim(next);
}
