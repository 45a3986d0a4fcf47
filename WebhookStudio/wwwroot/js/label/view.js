// Where the picture lies in the canvas, and how large.

import { clamp } from './boxes.js';

const MARGIN = 16;
const LARGEST = 32;

export class View {
  #canvas;
  #asset;
  #fitted = true;
  scale = 1;
  left = 0;
  top = 0;
  size = { width: 1, height: 1 };
  onChange = () => {};

  constructor(canvas, asset) {
    this.#canvas = canvas;
    this.#asset = asset;
    this.watcher = new ResizeObserver(() => (this.#fitted ? this.fit() : this.#apply()));
    this.watcher.observe(canvas);
  }

  use(size) {
    this.size = size;
    this.fit();
  }

  fit() {
    const { clientWidth, clientHeight } = this.#canvas;
    this.scale = Math.max(0.01, this.#fitScale());
    this.left = (clientWidth - this.size.width * this.scale) / 2;
    this.top = (clientHeight - this.size.height * this.scale) / 2;
    this.#fitted = true;
    this.#apply();
  }

  /** Zooms and leaves what is under the point of the window where it is. */
  zoom(factor, clientX, clientY) {
    const frame = this.#canvas.getBoundingClientRect();
    const x = clientX - frame.left;
    const y = clientY - frame.top;
    const scale = clamp(this.scale * factor, Math.min(this.#fitScale() / 2, 1), LARGEST);
    this.left = x - (x - this.left) * (scale / this.scale);
    this.top = y - (y - this.top) * (scale / this.scale);
    this.scale = scale;
    this.#fitted = false;
    this.#apply();
  }

  zoomAtMiddle(factor) {
    const frame = this.#canvas.getBoundingClientRect();
    this.zoom(factor, frame.left + frame.width / 2, frame.top + frame.height / 2);
  }

  pan(dx, dy) {
    this.left += dx;
    this.top += dy;
    this.#fitted = false;
    this.#apply();
  }

  toPicture(clientX, clientY) {
    const frame = this.#canvas.getBoundingClientRect();
    return { x: (clientX - frame.left - this.left) / this.scale, y: (clientY - frame.top - this.top) / this.scale };
  }

  middle() {
    const frame = this.#canvas.getBoundingClientRect();
    return this.toPicture(frame.left + frame.width / 2, frame.top + frame.height / 2);
  }

  #fitScale() {
    const { clientWidth, clientHeight } = this.#canvas;
    return Math.min((clientWidth - 2 * MARGIN) / this.size.width, (clientHeight - 2 * MARGIN) / this.size.height, LARGEST);
  }

  #apply() {
    const { clientWidth, clientHeight } = this.#canvas;
    const width = this.size.width * this.scale;
    const height = this.size.height * this.scale;
    // Some of the picture always stays in sight.
    this.left = clamp(this.left, Math.min(48, clientWidth) - width, clientWidth - 48);
    this.top = clamp(this.top, Math.min(48, clientHeight) - height, clientHeight - 48);
    Object.assign(this.#asset.style, {
      left: `${this.left}px`, top: `${this.top}px`, width: `${width}px`, height: `${height}px`,
    });
    this.onChange();
  }
}
