// Time at work on a task: active, idle (no input for a while), and blur (another window has the focus, which is idle too).

const IDLE_AFTER_MS = 300_000;

export class WorkTime {
  #last = performance.now();
  #input = performance.now();
  #away = document.hidden || !document.hasFocus();
  #sum = { active: 0, idle: 0, blur: 0 };
  #stopped = new AbortController();

  constructor(onTick) {
    const signal = this.#stopped.signal;
    for (const type of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'input']) {
      addEventListener(type, () => this.#touch(), { capture: true, passive: true, signal });
    }
    for (const [target, type] of [[window, 'blur'], [window, 'focus'], [document, 'visibilitychange']]) {
      target.addEventListener(type, () => this.#look(), { signal });
    }
    const timer = setInterval(() => {
      this.#advance();
      onTick(this.#sum, this.isIdle);
    }, 1000);
    signal.addEventListener('abort', () => clearInterval(timer));
  }

  /** Starts at the time that a draft remembers. */
  restart(from = { active: 0, idle: 0, blur: 0 }) {
    this.#sum = { active: from.active ?? 0, idle: from.idle ?? 0, blur: from.blur ?? 0 };
    this.#last = this.#input = performance.now();
  }

  read() {
    this.#advance();
    return { active: Math.round(this.#sum.active), idle: Math.round(this.#sum.idle), blur: Math.round(this.#sum.blur) };
  }

  get isIdle() {
    return this.#away || performance.now() - this.#input >= IDLE_AFTER_MS;
  }

  stop() {
    this.#stopped.abort();
  }

  #touch() {
    this.#advance();
    this.#input = performance.now();
  }

  #look() {
    this.#advance();
    this.#away = document.hidden || !document.hasFocus();
  }

  #advance() {
    const now = performance.now();
    const passed = now - this.#last;
    if (this.#away) {
      this.#sum.blur += passed;
      this.#sum.idle += passed;
    } else {
      const active = Math.min(passed, Math.max(0, this.#input + IDLE_AFTER_MS - this.#last));
      this.#sum.active += active;
      this.#sum.idle += passed - active;
    }
    this.#last = now;
  }
}
