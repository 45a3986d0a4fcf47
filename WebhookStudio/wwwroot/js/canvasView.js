// What part of the workflow is seen, and how large: pan, zoom at the pointer, fit.
import { WIDTH, HEIGHT } from './connectorPath.js';

export const GRID = 16;

const PALETTE = 232;

export const placeOf = card => ({ x: parseFloat(card.style.left) || 0, y: parseFloat(card.style.top) || 0 });

export class CanvasView {
  constructor(root) {
    this.root = root;
    this.world = root.querySelector('.canvas-world');
    this.x = 0;
    this.y = 0;
    this.scale = 1;
  }

  show() {
    const { x, y, scale } = this;
    this.world.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
    this.root.style.backgroundPosition = `${x}px ${y}px`;
    this.root.style.backgroundSize = `${GRID * scale}px ${GRID * scale}px`;
    const zoom = this.root.querySelector('.zoom');
    if (zoom) zoom.textContent = `${Math.round(scale * 100)}%`;
  }

  pan(dx, dy) {
    this.x += dx;
    this.y += dy;
    this.show();
  }

  /** The point under the pointer stays where it is; without a pointer, the middle does. */
  zoom(scale, at) {
    const frame = this.root.getBoundingClientRect();
    const x = (at?.clientX ?? frame.left + frame.width / 2) - frame.left;
    const y = (at?.clientY ?? frame.top + frame.height / 2) - frame.top;
    const next = Math.min(2, Math.max(.25, scale));
    const factor = next / this.scale;
    this.x = x - (x - this.x) * factor;
    this.y = y - (y - this.y) * factor;
    this.scale = next;
    this.show();
  }

  zoomBy(how, cards) {
    if (how === 'fit') this.fit(cards);
    else this.zoom(how === 'in' ? this.scale * 1.2 : how === 'out' ? this.scale / 1.2 : 1);
  }

  /** Shows everything beside the palette, never larger than 100%. */
  fit(cards) {
    const places = cards.map(placeOf);
    if (!places.length) return;
    const frame = this.root.getBoundingClientRect();
    const left = Math.min(...places.map(p => p.x));
    const top = Math.min(...places.map(p => p.y));
    const width = Math.max(...places.map(p => p.x)) + WIDTH - left;
    const height = Math.max(...places.map(p => p.y)) + HEIGHT - top;
    const inset = this.inset();
    const room = { width: frame.width - inset - 64, height: frame.height - 128 };
    this.scale = Math.max(.25, Math.min(1, room.width / width, room.height / height));
    this.x = Math.round(inset + 32 + (room.width - width * this.scale) / 2 - left * this.scale);
    this.y = Math.round(48 + Math.max(0, room.height - height * this.scale) / 2.4 - top * this.scale);
    this.show();
  }

  /** Pans as little as is needed to bring a card out from under the palette and the edges. */
  reveal(card) {
    const box = card.getBoundingClientRect();
    const frame = this.root.getBoundingClientRect();
    const left = frame.left + this.inset() + 24;
    const right = frame.right - 24;
    const top = frame.top + 32;
    const bottom = frame.bottom - 72;
    const dx = box.right > right ? right - box.right : box.left < left ? left - box.left : 0;
    const dy = box.bottom > bottom ? bottom - box.bottom : box.top < top ? top - box.top : 0;
    if (dx || dy) this.pan(dx, dy);
  }

  wheel(event) {
    if (event.ctrlKey || event.metaKey) this.zoom(this.scale * Math.exp(-event.deltaY * .002), event);
    else this.pan(event.shiftKey ? -event.deltaY : -event.deltaX, event.shiftKey ? 0 : -event.deltaY);
  }

  toWorld(event) {
    const frame = this.root.getBoundingClientRect();
    return { x: (event.clientX - frame.left - this.x) / this.scale, y: (event.clientY - frame.top - this.y) / this.scale };
  }

  inset() { return this.root.querySelector('.palette') ? PALETTE : 0; }
}
