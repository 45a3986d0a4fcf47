// What part of the workflow is seen, and how large: pan, zoom at the pointer, fit.
import { bounds, GRID, isStill } from './shape.js';

const LEAST = .25;
const MOST = 2;
const PALETTE = 232;
const MARGIN = 32;
const PADDING = .05;

export class Viewport {
  /** `changed` is called after every change of the view. */
  constructor(root, changed) {
    this.root = root;
    this.world = root.querySelector('.canvas-world');
    this.changed = changed;
    this.x = 0;
    this.y = 0;
    this.scale = 1;
    this.fitted = false;
  }

  show() {
    const { x, y, scale } = this;
    this.world.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
    // What a finger or pointer must meet keeps its size however small the rest becomes.
    const small = String(Math.min(1, scale));
    if (this.world.style.getPropertyValue('--small') !== small) this.world.style.setProperty('--small', small);
    this.root.style.backgroundPosition = `${x}px ${y}px`;
    this.root.style.backgroundSize = `${GRID * scale}px ${GRID * scale}px`;
    const zoom = this.root.querySelector('.zoom');
    const words = `${Math.round(scale * 100)}%`;
    if (zoom && zoom.textContent !== words) zoom.textContent = words;
    this.changed?.();
  }

  frame() { return this.root.getBoundingClientRect(); }

  pan(dx, dy) {
    this.x += dx;
    this.y += dy;
    this.fitted = false;
    this.show();
  }

  /** The point under the pointer stays where it is; without a pointer, the middle does. */
  zoom(scale, at) {
    const frame = this.frame();
    const x = (at?.clientX ?? frame.left + frame.width / 2) - frame.left;
    const y = (at?.clientY ?? frame.top + frame.height / 2) - frame.top;
    const next = Math.min(MOST, Math.max(LEAST, scale));
    const factor = next / this.scale;
    this.x = x - (x - this.x) * factor;
    this.y = y - (y - this.y) * factor;
    this.scale = next;
    this.fitted = false;
    this.show();
  }

  /** A button or a key: `in`, `out`, `reset` or `fit`. */
  zoomBy(how, rects) {
    this.softly();
    if (how === 'fit') this.fit(rects);
    else this.zoom(how === 'in' ? this.scale * 1.2 : how === 'out' ? this.scale / 1.2 : 1);
  }

  wheel(event) {
    const unit = event.deltaMode === 1 ? 16 : 1;
    const [dx, dy] = [event.deltaX * unit, event.deltaY * unit];
    if (event.ctrlKey || event.metaKey) this.zoom(this.scale * Math.exp(-Math.max(-60, Math.min(60, dy)) * .004), event);
    else this.pan(event.shiftKey && !dx ? -dy : -dx, event.shiftKey && !dx ? 0 : -dy);
  }

  /** Shows everything, never larger than 100%: beside the palette, or below it if that lets the cards be much larger. */
  fit(rects) {
    const all = bounds(rects);
    if (!all) return;
    const room = this.rooms()
      .map(r => ({ ...r, scale: scaleIn(r, all) }))
      .reduce((beside, below) => (below.scale > beside.scale * 1.2 ? below : beside));
    this.scale = room.scale;
    this.x = Math.round(room.x + (room.width - all.width * room.scale) / 2 - all.x * room.scale);
    this.y = Math.round(room.y + Math.max(0, room.height - all.height * room.scale) / 2.4 - all.y * room.scale);
    this.fitted = true;
    this.show();
  }

  /** The free parts of the canvas, the one to prefer first. */
  rooms() {
    const { width, height } = this.frame();
    const inset = this.inset();
    const below = inset ? this.root.querySelector('.palette').offsetHeight + 16 : 0;
    const beside = { x: inset, y: 16, width: width - inset, height: height - 80 };
    return inset ? [beside, { x: 0, y: below, width, height: height - below - 64 }] : [beside];
  }

  /** A view that showed everything still does after the canvas has become larger or smaller. */
  resized(rects) {
    if (this.fitted) this.glide(rects);
  }

  /** Waits for the second half of a double click: the card must still be below the pointer then. */
  glide(rects) {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      if (!this.fitted || !this.root.isConnected) return;
      this.softly();
      this.fit(typeof rects === 'function' ? rects() : rects);
    }, 250);
  }

  softly() {
    if (isStill()) return;
    this.root.classList.add('is-gliding');
    clearTimeout(this.softness);
    this.softness = setTimeout(() => this.root.classList.remove('is-gliding'), 150);
  }

  /** Shows everything again if it did before; else pans as little as is needed to bring a part of the workflow out from
      under the palette and the edges. */
  reveal(rect, rects) {
    if (this.fitted) return this.glide(rects);
    const frame = this.frame();
    const box = { left: this.x + rect.x * this.scale, top: this.y + rect.y * this.scale };
    box.right = box.left + rect.width * this.scale;
    box.bottom = box.top + rect.height * this.scale;
    const dx = outside(box.left, box.right, this.inset() + 24, frame.width - 24);
    const dy = outside(box.top, box.bottom, 32, frame.height - 72);
    if (!dx && !dy) return undefined;
    this.softly();
    return this.pan(dx, dy);
  }

  /** Puts a point of the workflow into the middle of what is seen. */
  centre({ x, y }) {
    const { width, height } = this.frame();
    this.pan(width / 2 - x * this.scale - this.x, height / 2 - y * this.scale - this.y);
  }

  toWorld(event) {
    const frame = this.frame();
    return { x: (event.clientX - frame.left - this.x) / this.scale, y: (event.clientY - frame.top - this.y) / this.scale };
  }

  toScreen({ x, y }) {
    const frame = this.frame();
    return { x: frame.left + this.x + x * this.scale, y: frame.top + this.y + y * this.scale };
  }

  /** What is seen, in places of the workflow. */
  seen() {
    const { width, height } = this.frame();
    return { x: -this.x / this.scale, y: -this.y / this.scale, width: width / this.scale, height: height / this.scale };
  }

  inset() { return this.root.querySelector('.palette') ? PALETTE : 0; }
}

// What fits at its own size is shown at its own size; only what has to be made smaller gets the wider margin.
function scaleIn(room, all) {
  if (all.width <= room.width - MARGIN && all.height <= room.height - 2 * MARGIN) return 1;
  const [width, height] = [room.width * (1 - 2 * PADDING), room.height * (1 - 2 * PADDING)];
  return Math.max(LEAST, Math.min(1, width / all.width, height / all.height));
}

const outside = (low, high, least, most) => (high > most ? Math.max(most - high, least - low) : low < least ? least - low : 0);
