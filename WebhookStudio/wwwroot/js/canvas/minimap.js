// The whole workflow in a corner, once it has more stages than fit: a press or a drag there moves what is seen.
import { bounds, rectOf } from './shape.js';

const SVG = 'http://www.w3.org/2000/svg';
const LEAST = 9;
const MARGIN = 120;

export class Minimap {
  constructor(canvas, on) {
    this.canvas = canvas;
    this.box = canvas.root.querySelector('[data-minimap]');
    this.map = this.box.querySelector('svg');
    this.frame = this.map.appendChild(document.createElementNS(SVG, 'rect'));
    this.frame.setAttribute('class', 'minimap-view');
    on(this.map, 'pointerdown', event => this.press(event));
    on(this.map, 'pointermove', event => this.map.hasPointerCapture(event.pointerId) && this.go(event));
  }

  press(event) {
    event.preventDefault();
    event.stopPropagation();
    this.map.setPointerCapture(event.pointerId);
    this.go(event);
  }

  go(event) {
    const box = this.map.getBoundingClientRect();
    const [x, y, width, height] = this.area;
    const scale = Math.max(width / box.width, height / box.height);
    this.canvas.view.centre({
      x: x + width / 2 + (event.clientX - box.left - box.width / 2) * scale,
      y: y + height / 2 + (event.clientY - box.top - box.height / 2) * scale,
    });
  }

  /** Draws again with the next frame. */
  refresh() {
    this.waiting ||= requestAnimationFrame(() => {
      this.waiting = 0;
      this.draw();
    });
  }

  draw() {
    const { board, view } = this.canvas;
    const nodes = board.all;
    this.box.hidden = nodes.length < LEAST;
    if (this.box.hidden) return;
    const seen = view.seen();
    const all = bounds(nodes.map(rectOf));
    this.area = [all.x - MARGIN, all.y - MARGIN, all.width + 2 * MARGIN, all.height + 2 * MARGIN];
    this.map.setAttribute('viewBox', this.area.join(' '));
    this.cards(nodes);
    for (const [name, value] of Object.entries(seen)) this.frame.setAttribute(name, value);
  }

  cards(nodes) {
    this.drawn ??= new Map();
    for (const [id, rect] of this.drawn) {
      if (board(nodes, id)) continue;
      rect.remove();
      this.drawn.delete(id);
    }
    for (const node of nodes) {
      const rect = this.drawn.get(node.id) ?? this.map.insertBefore(document.createElementNS(SVG, 'rect'), this.frame);
      this.drawn.set(node.id, rect);
      rect.setAttribute('class', `minimap-card minimap-card--${node.kind.toLowerCase()}`);
      rect.setAttribute('rx', 24);
      for (const [name, value] of Object.entries(rectOf(node))) rect.setAttribute(name, value);
      rect.toggleAttribute('data-failing', Number(node.card.dataset.failing) > 0);
      rect.toggleAttribute('data-selected', node.card.hasAttribute('data-selected'));
    }
  }
}

const board = (nodes, id) => nodes.some(node => node.id === id);
