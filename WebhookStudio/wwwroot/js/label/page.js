// What the page around the canvas shows of the surface, and the buttons that act on it. Found by data attributes, so
// that the server can draw the markup again at any time.

const ADJUST = { brightness: 0, contrast: 0 };

const DRAFT_WORDS = {
  none: '', saved: 'Draft saved', restored: 'Draft restored',
  outdated: 'Draft restored; the saved labels have changed since', failed: 'Draft not saved: this browser keeps nothing',
};

export class Page {
  #canvas;
  #picture;
  #task = null;
  #typing = null;
  #onReady = () => {};

  constructor(canvas, surface, signal) {
    this.#canvas = canvas;
    this.root = canvas.closest('[data-label-root]');
    this.asset = canvas.querySelector('[data-asset]');
    this.layer = canvas.querySelector('[data-boxes]');
    this.#picture = canvas.querySelector('[data-picture]');
    this.#picture.addEventListener('load', () => this.#loaded(), { signal });
    this.#picture.addEventListener('error', () => { this.#canvas.dataset.state = 'failed'; }, { signal });
    this.#bind(surface, signal);
    this.#adjust();
  }

  showPicture(task, onReady) {
    this.#task = task;
    this.#onReady = onReady;
    this.#canvas.dataset.state = 'loading';
    this.layer.hidden = true;
    this.#picture.alt = task.title;
    // The same address again does not load again by itself.
    this.#picture.removeAttribute('src');
    this.#picture.src = task.url;
  }

  showZoom(scale) {
    this.#text('[data-zoom]', `${Math.round(scale * 100)}%`);
  }

  showTime(sum, idle) {
    const timer = this.root.querySelector('[data-timer]');
    if (timer) {
      timer.querySelector('[data-timer-word]').textContent = clock(sum.active);
      timer.classList.toggle('is-idle', idle);
      timer.title = `Active ${clock(sum.active)}, idle ${clock(sum.idle)}${idle ? ' (paused)' : ''}`;
    }
  }

  showTool(surface) {
    this.#each('[data-tool]', button => button.setAttribute('aria-pressed', String(button.dataset.tool === surface.tool)));
    this.#each('[data-tool="box"]', button => { button.disabled = !surface.canDraw; });
    this.#canvas.dataset.hand = surface.isPanning ? 'pan' : surface.tool;
  }

  showClass(schemaId) {
    this.#each('[data-class]', button => {
      const chosen = button.dataset.class === schemaId;
      button.setAttribute('aria-pressed', String(chosen));
      button.classList.toggle('is-active', chosen);
    });
  }

  showHistory(history) {
    this.#each('[data-action="undo"]', button => { button.disabled = !history.canUndo; });
    this.#each('[data-action="redo"]', button => { button.disabled = !history.canRedo; });
  }

  showDraft(state) {
    this.#each('[data-draft]', element => {
      element.dataset.draft = state;
      element.querySelector('[data-draft-word]').textContent = DRAFT_WORDS[state];
    });
  }

  say(words) {
    this.#text('[data-live]', words);
  }

  /** Presses the answer that a key stands for. */
  press(key) {
    const choice = this.root.querySelector(`[data-key="${CSS.escape(key)}"]`);
    choice?.click();
    return choice !== null;
  }

  /** Leads to what is missing: a question, or the canvas for something to draw. */
  #goTo(id, surface) {
    const button = this.root.querySelector(`[data-goto="${CSS.escape(id)}"]`);
    if (button?.dataset.gotoObject) {
      surface.select(button.dataset.gotoObject);
    }
    const focus = tries => {
      const field = document.getElementById(id);
      if (field || tries === 0) {
        (field ?? this.#canvas).focus();
      } else {
        setTimeout(() => focus(tries - 1), 100);
      }
    };
    focus(button?.dataset.gotoObject ? 10 : 0);
  }

  #loaded() {
    this.#canvas.dataset.state = 'ready';
    this.layer.hidden = false;
    this.#onReady({ width: this.#picture.naturalWidth || 1000, height: this.#picture.naturalHeight || 1000 });
  }

  #bind(surface, signal) {
    const actions = {
      'zoom-in': () => surface.zoomIn(), 'zoom-out': () => surface.zoomOut(), fit: () => surface.view.fit(),
      undo: () => surface.undo(), redo: () => surface.redo(),
      retry: () => this.showPicture(this.#task, this.#onReady),
      shortcuts: () => this.root.querySelector('#label-shortcuts')?.showModal(),
    };
    const marks = {
      tool: name => { surface.use(name); this.#canvas.focus({ preventScroll: true }); },
      action: name => actions[name]?.(),
      class: id => { surface.choose(id); this.#canvas.focus({ preventScroll: true }); },
      goto: id => this.#goTo(id, surface), select: id => surface.select(id), hide: id => surface.toggle(id), remove: id => surface.remove(id),
    };

    this.root.addEventListener('click', event => {
      for (const [mark, act] of Object.entries(marks)) {
        const element = event.target.closest?.(`[data-${mark}]`);
        if (element && element !== this.#canvas && !element.disabled) {
          act(element.dataset[mark]);
          return;
        }
      }
    }, { signal });

    this.root.addEventListener('change', event => {
      const { field, of, reclass } = event.target.dataset ?? {};
      if (field) {
        const value = surface.setField(of, field, parseFloat(event.target.value.replace(',', '.')));
        event.target.value = value === undefined ? '' : value.toFixed(1);
      } else if (reclass) {
        surface.reclass(reclass, event.target.value);
      }
    }, { signal });

    this.root.addEventListener('input', event => {
      const what = event.target.dataset?.adjust;
      if (what) {
        ADJUST[what] = Number(event.target.value);
        this.#adjust();
      } else if (event.target.dataset?.typing !== undefined) {
        this.#pause(event.target);
      }
    }, { signal });
  }

  // A text is an answer as soon as the typing pauses, so that a draft has it.
  #pause(field) {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => field.dispatchEvent(new Event('change', { bubbles: true })), 400);
  }

  // Kept from task to task: pictures of one series need the same light.
  #adjust() {
    for (const [what, value] of Object.entries(ADJUST)) {
      this.#text(`[data-adjusted="${what}"]`, value > 0 ? `+${value}` : String(value));
      this.#each(`[data-adjust="${what}"]`, input => {
        input.value = value;
        input.style.setProperty('--at', `${(value + 100) / 2}%`);
      });
    }
    const plain = Object.values(ADJUST).every(value => value === 0);
    this.#picture.style.filter = plain ? '' : `brightness(${1 + ADJUST.brightness / 100}) contrast(${1 + ADJUST.contrast / 100})`;
  }

  #text(selector, words) {
    this.#each(selector, element => { element.textContent = words; });
  }

  #each(selector, act) {
    this.root.querySelectorAll(selector).forEach(act);
  }
}

function clock(ms) {
  const seconds = Math.floor(ms / 1000);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = String(seconds % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}
