// What the frame does in the browser without asking the server: theme, menus, copying, revealing, reconnecting.
(() => {
  const on = (type, selector, handler) => document.addEventListener(type, event => {
    const element = event.target instanceof Element ? event.target.closest(selector) : null;
    if (element) {
      handler(element, event);
    }
  });

  on('click', '[data-theme-toggle]', () => window.studio.nextTheme());

  // Copying: data-copy holds the text, or data-copy-from the selector of the field that does.
  on('click', '[data-copy], [data-copy-from]', async button => {
    const field = button.dataset.copyFrom ? document.querySelector(button.dataset.copyFrom) : null;
    const text = field ? field.value ?? field.textContent : button.dataset.copy;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      copyBySelection(text);
    }
    const word = button.querySelector('[data-copy-word]');
    button.classList.add('is-copied');
    if (word) {
      word.textContent = 'Copied';
    }
    setTimeout(() => {
      button.classList.remove('is-copied');
      if (word) {
        word.textContent = word.dataset.copyWord;
      }
    }, 2000);
  });

  // Without https the clipboard API is missing: the old way still works there.
  function copyBySelection(text) {
    const area = document.createElement('textarea');
    area.value = text;
    area.className = 'visually-hidden';
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }

  // Saving what the page shows as a file: data-download is its name, data-download-from the selector of the text.
  on('click', '[data-download]', button => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([document.querySelector(button.dataset.downloadFrom).textContent]));
    link.download = button.dataset.download;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  });

  on('click', '[data-reveal]', button => {
    const input = document.getElementById(button.dataset.reveal);
    const shown = input.type === 'password';
    input.type = shown ? 'text' : 'password';
    button.setAttribute('aria-pressed', String(shown));
    button.querySelector('use').setAttribute('href', shown ? 'icons.svg#i-eye-off' : 'icons.svg#i-eye');
  });

  // A hint, not a rule: the only rule is ten characters.
  on('input', '[data-strength]', input => {
    const verdict = document.getElementById(input.dataset.strength);
    const length = [...input.value].length;
    const variety = new Set(input.value).size;
    const [tone, words] = length === 0 ? ['is-neutral', '']
      : length < 10 ? ['is-neutral', `${10 - length} more`]
      : length < 14 || variety < 8 ? ['is-info', 'Long enough']
      : ['is-success', 'Strong'];
    verdict.className = `state field-verdict ${tone}`;
    verdict.textContent = words;
  });

  // Menus are popovers; the browser closes them on Escape and on a click outside.
  const menuOf = event => event.target instanceof Element && event.target.matches('.menu[popover], .activity[popover]') ? event.target : null;

  document.addEventListener('toggle', event => {
    const menu = menuOf(event);
    if (!menu) {
      return;
    }
    const button = document.querySelector(`[popovertarget="${menu.id}"]`);
    const open = event.newState === 'open';
    button?.setAttribute('aria-expanded', String(open));
    if (open && button) {
      place(menu, button);
      (items(menu)[0] ?? menu).focus();
    }
  }, true);

  function place(menu, button) {
    const edge = 8;
    const at = button.getBoundingClientRect();
    const size = menu.getBoundingClientRect();
    const left = menu.dataset.align === 'start' ? at.left : at.right - size.width;
    const below = at.bottom + 6;
    const top = below + size.height > innerHeight - edge ? Math.max(edge, at.top - 6 - size.height) : below;
    menu.style.left = `${Math.max(edge, Math.min(left, innerWidth - size.width - edge))}px`;
    menu.style.top = `${top}px`;
  }

  const items = menu => [...menu.querySelectorAll('.menu-item:not([disabled])')];

  document.addEventListener('keydown', event => {
    const menu = event.target instanceof Element ? event.target.closest('.menu[popover]') : null;
    if (!menu) {
      return;
    }
    const all = items(menu);
    const now = all.indexOf(document.activeElement);
    const next = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: all.length - 1 }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      all[(next + all.length) % all.length]?.focus();
    } else if (event.key === 'Tab') {
      menu.hidePopover();
    }
  });

  // Escape closes the menu, and nothing that lies below it.
  addEventListener('keydown', event => {
    if (event.key === 'Escape' && document.querySelector('.menu:popover-open, .activity:popover-open')) {
      event.stopPropagation();
    }
  }, true);

  on('click', '.menu[popover] .menu-item', item => item.closest('.menu').hidePopover());
  on('click', '.activity[popover] a', link => link.closest('.activity').hidePopover());

  addEventListener('resize', () => document.querySelectorAll('.menu:popover-open, .activity:popover-open').forEach(menu => menu.hidePopover()));

  on('click', '[data-open-dialog]', button => document.getElementById(button.dataset.openDialog)?.showModal());
  on('click', '[data-close-dialog]', button => button.closest('dialog').close());
  on('click', 'dialog.dialog', (dialog, event) => event.target === dialog && dialog.close());

  // The bars of a chart are one stop of Tab; arrows move between them.
  document.addEventListener('keydown', event => {
    const bars = event.target instanceof Element ? event.target.closest('[data-bars]') : null;
    const all = bars ? [...bars.querySelectorAll('a')] : [];
    const now = all.indexOf(document.activeElement);
    const next = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: all.length - 1 }[event.key];
    if (next !== undefined && all[next]) {
      event.preventDefault();
      all[next].focus();
    }
  });

  // g, then the letter of a place. A page that wants its own letters calls preventDefault or sits in [data-own-keys].
  let going = 0;
  document.addEventListener('keydown', event => {
    const typing = event.target instanceof Element
      && event.target.closest('input, textarea, select, [contenteditable], dialog[open], .mud-dialog, [data-own-keys]');
    if (typing || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.key === '?') {
      document.getElementById('shortcuts')?.showModal();
    } else if (Date.now() - going < 1500) {
      going = 0;
      document.querySelector(`[data-go="${CSS.escape(event.key.toLowerCase())}"]`)?.click();
    } else if (event.key === 'g') {
      going = Date.now();
    }
  });

  // A short loss of the connection shows a strip; only a long one is worth a dialog.
  const away = document.getElementById('components-reconnect-modal');
  let longer = 0;
  away?.addEventListener('components-reconnect-state-changed', event => {
    const state = event.detail.state;
    if (state === 'show' || state === 'retrying') {
      longer ||= setTimeout(() => away.classList.add('is-long'), 5000);
      return;
    }
    clearTimeout(longer);
    longer = 0;
    away.classList.toggle('is-long', state === 'failed');
    if (state === 'failed') {
      away.querySelector('[data-reconnect]').focus();
    } else if (state === 'rejected') {
      location.reload();
    }
  });
  on('click', '[data-reconnect]', async () => {
    try {
      if (!await Blazor.reconnect() && !await Blazor.resumeCircuit()) {
        location.reload();
      }
    } catch {
      location.reload();
    }
  });
  on('click', '[data-reload]', () => location.reload());

  document.addEventListener('DOMContentLoaded', () => window.Blazor?.addEventListener?.('enhancedload', window.studio.applyTheme));
})();
