// What can be undone. Snapshots are never changed in place, so that keeping one costs nothing.

const MOST = 200;
const SAME_GESTURE_MS = 600;

export class History {
  #past = [];
  #future = [];
  #gesture = null;

  clear() {
    this.#past = [];
    this.#future = [];
    this.#gesture = null;
  }

  /** Remembers how it was. Changes with the same gesture in quick succession, such as nudges, are undone as one. */
  keep(before, gesture = null) {
    const now = performance.now();
    const goesOn = gesture !== null && this.#gesture?.name === gesture && now - this.#gesture.at < SAME_GESTURE_MS;
    this.#gesture = gesture === null ? null : { name: gesture, at: now };
    this.#future = [];
    if (!goesOn) {
      this.#past.push(before);
      this.#past.splice(0, this.#past.length - MOST);
    }
  }

  undo(now) {
    return this.#step(this.#past, this.#future, now);
  }

  redo(now) {
    return this.#step(this.#future, this.#past, now);
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  get canRedo() {
    return this.#future.length > 0;
  }

  #step(from, to, now) {
    this.#gesture = null;
    if (from.length === 0) {
      return null;
    }
    to.push(now);
    return from.pop();
  }
}
