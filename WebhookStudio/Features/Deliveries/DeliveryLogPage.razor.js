// Keys of the log, its chart, and whether its list is scrolled. Rows are links, so that opening one needs no call to the server.
import '../../js/log-body.js';
import { watchHistogram } from './LogHistogram.razor.js';

let listening;

export function start(root, page) {
  stop();
  listening = new AbortController();
  const options = { signal: listening.signal };
  watchHistogram(root, listening.signal);
  const rows = () => [...root.querySelectorAll('[data-log-row]')];
  const current = () => root.querySelector('[data-log-row][aria-current="true"], .is-selected[data-log-row]') ?? document.activeElement;

  const move = step => {
    const all = rows();
    const at = all.indexOf(current());
    const next = all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + step))];
    if (!next) {
      return;
    }
    next.focus({ preventScroll: true });
    next.closest('tr, .log-text-line')?.scrollIntoView({ block: 'nearest' });
    if (root.querySelector('[data-log-close]')) {
      next.click();
    }
  };

  // After g the next letter is a place of the frame.
  let going = 0;
  document.addEventListener('keydown', event => {
    const target = event.target instanceof Element ? event.target : document.body;
    const typing = target.closest('input, textarea, select, [contenteditable], dialog[open], .mud-dialog, .menu');
    if (typing || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) {
      if (typing && event.key === 'Escape' && target.matches('[data-log-search]')) {
        target.blur();
      }
      return;
    }
    if (event.key === 'g') {
      going = Date.now();
      return;
    }
    if (Date.now() - going < 1500) {
      return;
    }
    const arrows = !target.closest('[role="tablist"], .code-block, [data-histogram]');
    if (event.key === 'j' || (arrows && event.key === 'ArrowDown')) {
      move(1);
    } else if (event.key === 'k' || (arrows && event.key === 'ArrowUp')) {
      move(-1);
    } else if (event.key === 'Escape') {
      root.querySelector('[data-log-close]')?.click();
    } else if (event.key === '/') {
      root.querySelector('[data-log-search]')?.focus();
    } else if (/^[rc]$/.test(event.key) && root.querySelector(`[data-log-key="${event.key}"]`)) {
      root.querySelector(`[data-log-key="${event.key}"]`).click();
    } else {
      return;
    }
    event.preventDefault();
  }, options);

  root.addEventListener('click', event => {
    const button = event.target.closest?.('[data-copy-url]');
    if (button) {
      copyFrom(button);
    }
  }, options);

  let wasScrolled = false;
  root.addEventListener('scroll', event => {
    if (!event.target.matches?.('[data-log-scroll]')) {
      return;
    }
    const scrolled = event.target.scrollTop > 8;
    if (scrolled !== wasScrolled) {
      wasScrolled = scrolled;
      page.invokeMethodAsync('ScrolledAsync', scrolled);
    }
  }, { capture: true, signal: listening.signal });
}

export function stop() {
  listening?.abort();
}

// The text is fetched when it is asked for: what the page shows need not carry it.
async function copyFrom(button) {
  const word = button.querySelector('[data-copy-word]');
  let done = 'Copied';
  try {
    const answer = await fetch(button.dataset.copyUrl);
    if (!answer.ok) {
      throw new Error(String(answer.status));
    }
    await copy(await answer.text());
    button.classList.add('is-copied');
  } catch {
    done = 'Could not copy';
  }
  word.textContent = done;
  setTimeout(() => {
    button.classList.remove('is-copied');
    word.textContent = word.dataset.copyWord;
  }, 2000);
}

// Without https the clipboard API is missing: the old way still works there.
async function copy(text) {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'visually-hidden';
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}
