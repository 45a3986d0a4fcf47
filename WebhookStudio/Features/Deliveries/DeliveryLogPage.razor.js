// Keys of the log, and whether its list is scrolled. Rows are links, so that opening one needs no call to the server.
let listening;

export function start(root, page) {
  stop();
  listening = new AbortController();
  const options = { signal: listening.signal };
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

  document.addEventListener('keydown', event => {
    const target = event.target instanceof Element ? event.target : document.body;
    const typing = target.closest('input, textarea, select, [contenteditable], dialog[open], .mud-dialog, .menu');
    if (typing || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) {
      if (typing && event.key === 'Escape' && target.matches('[data-log-search]')) {
        target.blur();
      }
      return;
    }
    const arrows = !target.closest('[role="tablist"], .code-block');
    if (event.key === 'j' || (arrows && event.key === 'ArrowDown')) {
      move(1);
    } else if (event.key === 'k' || (arrows && event.key === 'ArrowUp')) {
      move(-1);
    } else if (event.key === 'Escape') {
      root.querySelector('[data-log-close]')?.click();
    } else if (event.key === '/') {
      root.querySelector('[data-log-search]')?.focus();
    } else {
      return;
    }
    event.preventDefault();
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
