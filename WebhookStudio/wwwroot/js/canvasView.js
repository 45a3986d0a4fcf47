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
    this.fitted = false;
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
    this.fitted = false;
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
    this.fitted = false;
    this.show();
  }

  zoomBy(how, cards) {
    if (how === 'fit') this.fit(cards);
    else this.zoom(how === 'in' ? this.scale * 1.2 : how === 'out' ? this.scale / 1.2 : 1);
  }

  /** Shows everything, never larger than 100%: beside the palette or below it, whichever lets the cards be larger. */
  fit(cards) {
    const places = cards.map(placeOf);
    if (!places.length) return;
    const left = Math.min(...places.map(p => p.x));
    const top = Math.min(...places.map(p => p.y));
    const width = Math.max(...places.map(p => p.x)) + WIDTH - left;
    const height = Math.max(...places.map(p => p.y)) + HEIGHT - top;
    const [room] = this.rooms()
      .map(r => ({ ...r, scale: Math.max(.25, Math.min(1, r.width / width, r.height / height)) }))
      .sort((a, b) => b.scale - a.scale);
    this.scale = room.scale;
    this.x = Math.round(room.x + (room.width - width * room.scale) / 2 - left * room.scale);
    this.y = Math.round(room.y + Math.max(0, room.height - height * room.scale) / 2.4 - top * room.scale);
    this.fitted = true;
    this.show();
  }

  /** The free parts of the canvas, the one to prefer first. */
  rooms() {
    const { width, height } = this.root.getBoundingClientRect();
    const inset = this.inset();
    const below = inset ? this.root.querySelector('.palette').offsetHeight + 16 : 0;
    const beside = { x: inset + 32, y: 48, width: width - inset - 64, height: height - 128 };
    return inset ? [beside, { x: 32, y: below + 32, width: width - 64, height: height - below - 112 }] : [beside];
  }

  /** A view that showed everything still does after the canvas has become larger or smaller. */
  resized(cards) {
    if (this.fitted) this.glide(cards);
  }

  /** Waits for the second half of a double click: the card must still be below the pointer then. */
  glide(cards) {
    clearTimeout(this.gliding);
    this.gliding = setTimeout(() => {
      if (!this.fitted || !this.root.isConnected) return;
      this.root.classList.add('is-gliding');
      this.fit(cards);
      setTimeout(() => this.root.classList.remove('is-gliding'), 250);
    }, 250);
  }

  /** Shows everything again if it did before; else pans as little as is needed to bring a card out from under the palette and the edges. */
  reveal(card, cards) {
    if (this.fitted) return this.glide(cards);
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
