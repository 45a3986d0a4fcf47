// Puts every connector where its two cards are.
import { route } from './connectorPath.js';
import { placeOf } from './canvasView.js';

export function drawEdges(root, cards) {
  const places = new Map(cards.map(card => [card.dataset.stage, placeOf(card)]));
  for (const edge of root.querySelectorAll('[data-edge]')) {
    const from = places.get(edge.dataset.from);
    const to = places.get(edge.dataset.to);
    if (from && to) draw(root, edge, route(from, to, Number(edge.dataset.output)));
  }
}

function draw(root, edge, path) {
  edge.querySelector('.edge').setAttribute('d', path.line);
  edge.querySelector('.edge-hit').setAttribute('d', path.line);
  edge.querySelector('.edge-head').setAttribute('d', path.head);
  const tools = root.querySelector(`[data-edge-tools][data-from="${CSS.escape(edge.dataset.from)}"][data-output="${edge.dataset.output}"]`);
  if (tools) {
    tools.style.left = `${path.middle.x}px`;
    tools.style.top = `${path.middle.y - (path.isShort ? 28 : 0)}px`;
  }
}
