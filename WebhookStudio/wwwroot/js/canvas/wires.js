// Draws the connectors between the cards, where those are shown now, and finds the one below a point.
import { inputOf, outputOf, rectOf } from './shape.js';
import { distanceTo, route } from './route.js';

const SVG = 'http://www.w3.org/2000/svg';

export class Wires {
  constructor(root, board) {
    this.root = root;
    this.board = board;
    this.own = root.querySelector('[data-wires]');
    this.edges = [];
    this.observer = new MutationObserver(() => this.read());
    this.observer.observe(root.querySelector('[data-edges]'), {
      childList: true, subtree: true, attributes: true, attributeFilter: ['data-to', 'data-from'],
    });
    this.read();
  }

  read() {
    const known = new Map(this.edges.map(edge => [edge.group, edge]));
    this.edges = [...this.root.querySelectorAll('[data-edge]')].map(group => Object.assign(known.get(group) ?? { group }, {
      from: group.dataset.from, output: Number(group.dataset.output), to: group.dataset.to,
      parts: [...group.children],
    }));
    this.draw();
    this.onread?.();
  }

  of(element) { return this.edges.find(edge => edge.group === element?.closest?.('[data-edge]')); }

  find(from, output) { return this.edges.find(edge => edge.from === from && edge.output === output); }

  /** Draws the connectors of some cards, or all. Those of the others go round the moved ones when these have come to rest. */
  draw(nodes = null) {
    const moved = nodes && new Set(nodes.map(node => node.id));
    const cards = this.board.all.map(rectOf);
    for (const edge of this.edges) {
      if (!moved || moved.has(edge.from) || moved.has(edge.to)) this.drawOne(edge, cards);
    }
    this.ondraw?.();
  }

  drawOne(edge, cards) {
    const from = this.board.get(edge.from);
    const to = this.board.get(edge.to);
    if (!from || !to) return;
    edge.path = route(outputOf(from, edge.output), inputOf(to), cards, edge.output);
    const [hit, line, head] = edge.parts;
    if (line.getAttribute('d') === edge.path.line) return;
    hit.setAttribute('d', edge.path.line);
    line.setAttribute('d', edge.path.line);
    head.setAttribute('d', edge.path.head);
  }

  /** The connector nearest to a point of the workflow, if one is near enough and neither end is `except`. */
  nearest(point, reach, except) {
    let found = null;
    let least = reach;
    for (const edge of this.edges) {
      if (!edge.path || edge.from === except || edge.to === except) continue;
      const distance = distanceTo(edge.path.points, point);
      if (distance < least) [found, least] = [edge, distance];
    }
    return found;
  }

  /** Marks the connector into which something would be put. */
  mark(edge) {
    if (this.marked === edge) return;
    this.marked?.group.removeAttribute('data-marked');
    edge?.group.setAttribute('data-marked', '');
    this.marked = edge;
  }

  /** A wire of the browser's own: one that is being drawn, or one that the server has not confirmed yet. */
  preview() {
    const line = this.own.appendChild(document.createElementNS(SVG, 'path'));
    line.setAttribute('class', 'edge edge--preview');
    return {
      between: (from, to, output = 0) => line.setAttribute('d', route(from, to, this.board.all.map(rectOf), output).line),
      settle: () => line.classList.replace('edge--preview', 'edge--pending'),
      invalid: is => line.classList.toggle('edge--invalid', is),
      remove: () => line.remove(),
    };
  }

  dispose() { this.observer.disconnect(); }
}
