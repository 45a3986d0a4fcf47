// Labels that are not handed in yet, kept in this browser for one person and task.

const PREFIX = 'ws.draft.';
const MOST = 50;

export class Drafts {
  #key;

  constructor(email, taskId) {
    this.#key = `${PREFIX}${email}.${taskId}`;
  }

  /** Returns whether the draft is really kept. */
  keep(draft) {
    const text = JSON.stringify({ ...draft, at: Date.now() });
    try {
      localStorage.setItem(this.#key, text);
      return true;
    } catch {
      return this.#dropOldest() && this.#tryAgain(text);
    }
  }

  find() {
    try {
      const draft = JSON.parse(localStorage.getItem(this.#key) ?? 'null');
      return Array.isArray(draft?.objects) && Array.isArray(draft?.classifications) ? draft : null;
    } catch {
      return null;
    }
  }

  clear() {
    try {
      localStorage.removeItem(this.#key);
    } catch {
      // A browser that keeps nothing has nothing to clear.
    }
  }

  #tryAgain(text) {
    try {
      localStorage.setItem(this.#key, text);
      return true;
    } catch {
      return false;
    }
  }

  #dropOldest() {
    const others = Object.keys(localStorage).filter(key => key.startsWith(PREFIX) && key !== this.#key);
    const age = key => {
      try {
        return JSON.parse(localStorage.getItem(key)).at ?? 0;
      } catch {
        return 0;
      }
    };
    const old = others.sort((a, b) => age(a) - age(b)).slice(0, Math.max(0, others.length - MOST));
    old.forEach(key => localStorage.removeItem(key));
    return old.length > 0;
  }
}
