// Two fingers: what lies between them stays between them while it grows, shrinks and moves.
export class Pinch {
  constructor(view) {
    this.view = view;
    this.fingers = new Map();
  }

  /** Whether the finger is the second one: from now on both belong to the pinch. */
  down(event) {
    this.fingers.set(event.pointerId, event);
    this.last = this.fingers.size === 2 ? this.measure() : null;
    return this.fingers.size >= 2;
  }

  move(event) {
    if (!this.fingers.has(event.pointerId)) return false;
    this.fingers.set(event.pointerId, event);
    if (this.fingers.size !== 2 || !this.last) return this.fingers.size > 1;
    const now = this.measure();
    this.view.pan(now.clientX - this.last.clientX, now.clientY - this.last.clientY);
    if (this.last.spread > 0) this.view.zoom(this.view.scale * (now.spread / this.last.spread), now);
    this.last = now;
    return true;
  }

  up(event) {
    const were = this.fingers.size;
    this.fingers.delete(event.pointerId);
    if (!this.fingers.size) this.last = null;
    return were > 1;
  }

  measure() {
    const [a, b] = [...this.fingers.values()];
    return {
      clientX: (a.clientX + b.clientX) / 2,
      clientY: (a.clientY + b.clientY) / 2,
      spread: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY),
    };
  }
}
