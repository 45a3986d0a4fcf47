// Keys of the tasks, and whether the list is scrolled. A row's link leads to the task's own page, for a new tab;
// a plain click or Enter opens the task beside the list instead.
let listening;

export function start(root, page) {
  stop();
  listening = new AbortController();
  const options = { signal: listening.signal };
  const rows = () => [...root.querySelectorAll('[data-task-row]')];
  const current = () => root.querySelector('[data-task-row][aria-current="true"]') ?? document.activeElement;
  const open = row => Blazor.navigateTo(row.dataset.panel);

  const move = step => {
    const beside = root.querySelector(step > 0 ? '[data-task-next]' : '[data-task-previous]');
    if (beside && !rows().length) {
      beside.click();
      return;
    }
    const all = rows();
    const at = all.indexOf(current());
    const next = all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + step))];
    if (!next) {
      return;
    }
    next.focus({ preventScroll: true });
    next.closest('tr').scrollIntoView({ block: 'nearest' });
    if (root.querySelector('[data-task-close]')) {
      open(next);
    }
  };

  root.addEventListener('click', event => {
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    const inside = event.target.closest('a, button, input, label');
    const row = inside ? inside.closest('[data-task-row]') : event.target.closest('.col-check') ? null : event.target.closest('tr')?.querySelector('[data-task-row]');
    if (row && plain) {
      event.preventDefault();
      event.stopPropagation();
      open(row);
    }
  }, { ...options, capture: true });

  root.addEventListener('auxclick', event => {
    const row = event.target.closest('a, button, input, label') ? null : event.target.closest('tr')?.querySelector('[data-task-row]');
    if (row && event.button === 1) {
      window.open(row.href, '_blank', 'noopener');
    }
  }, options);

  document.addEventListener('keydown', event => {
    const target = event.target instanceof Element ? event.target : document.body;
    const typing = target.closest('input:not([type=checkbox]), textarea, select, [contenteditable], dialog[open], .mud-dialog, .menu');
    if (typing || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.key === 'j') {
      move(1);
    } else if (event.key === 'k') {
      move(-1);
    } else if (event.key === 'Escape') {
      root.querySelector('[data-task-close]')?.click();
    } else if (event.key === '/') {
      root.querySelector('[data-task-search]')?.focus();
    } else {
      return;
    }
    event.preventDefault();
  }, options);

  let wasScrolled = false;
  root.addEventListener('scroll', event => {
    if (!event.target.matches?.('[data-task-scroll]')) {
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
