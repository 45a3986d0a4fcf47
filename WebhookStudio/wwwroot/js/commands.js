// The list of places behind Ctrl+K: opening it, and moving the choice while the search box keeps the focus.
(() => {
  const dialog = () => document.getElementById('commands');
  const options = () => [...dialog().querySelectorAll('[role="option"]')];
  const chosen = () => options().findIndex(option => option.getAttribute('aria-selected') === 'true');

  function open() {
    const input = dialog()?.querySelector('input');
    if (!input || document.querySelector('dialog[open], .mud-dialog')) {
      return;
    }
    dialog().showModal();
    input.select();
  }

  function choose(number) {
    const all = options();
    const next = all[(number + all.length) % all.length];
    all.forEach(option => option.setAttribute('aria-selected', String(option === next)));
    next?.scrollIntoView({ block: 'nearest' });
    dialog().querySelector('input').setAttribute('aria-activedescendant', next?.id ?? '');
  }

  document.addEventListener('click', event => {
    if (!(event.target instanceof Element)) {
      return;
    }
    if (event.target.closest('[data-open-commands]')) {
      open();
    } else if (event.target.closest('.commands-item')) {
      dialog().close();
    }
  });

  document.addEventListener('keydown', event => {
    if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      open();
    } else if (event.target instanceof Element && event.target.matches('.commands-input')) {
      steer(event);
    }
  });

  function steer(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      choose(chosen() + step);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      options()[Math.max(chosen(), 0)]?.click();
    }
  }

  // A new answer begins at its first entry.
  document.addEventListener('input', event => {
    if (event.target instanceof Element && event.target.matches('.commands-input') && options().length) {
      choose(0);
    }
  });
})();
