// Keys of the whole editor (Ctrl+S, Ctrl+Z, Ctrl+Y), and whether the window is wide enough for the canvas.
export function listen(server) {
  const listening = new AbortController();
  const narrow = matchMedia('(max-width: 959.98px)');
  const tell = () => server.invokeMethodAsync('NarrowAsync', narrow.matches);
  narrow.addEventListener('change', tell, { signal: listening.signal });
  if (narrow.matches) tell();

  document.addEventListener('keydown', event => {
    const command = commandOf(event);
    if (!command) return;
    event.preventDefault();
    // A field hands over its text when it loses the focus: saving must not come before that.
    if (command === 'save' && typing(event)) {
      const field = document.activeElement;
      field.blur();
      field.focus();
    }
    server.invokeMethodAsync('KeyAsync', command);
  }, { signal: listening.signal });

  return { dispose: () => listening.abort() };
}

function commandOf(event) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || document.querySelector('.mud-dialog')) return null;
  const key = event.key.toLowerCase();
  if (key === 's') return 'save';
  if (typing(event)) return null;
  if (key === 'z') return event.shiftKey ? 'redo' : 'undo';
  return key === 'y' ? 'redo' : null;
}

const typing = event => event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]');

// The list of problems is a menu like the others: opened, it takes the focus to its first item.
export function showProblems() {
  document.querySelector('.editor-header .problems')?.popoverTargetElement?.showPopover();
}

const places = {
  url: '#webhook-url',
  secret: '#webhook-secret, #webhook-next-secret, #webhook-auth',
  token: '#webhook-token, #webhook-auth',
  rotation: '#webhook-next-secret, [data-testid^="rotation-"]',
  headers: '[data-testid="header-name"]',
  timeoutMs: '#webhook-timeout',
  concurrency: '#webhook-concurrency',
  rateLimit: '#webhook-rate',
  next: '#next-stage',
};

// The settings are being drawn at this moment, and take the focus to their heading first.
export function focusField(field, tries = 40) {
  const drawer = document.querySelector('.drawer');
  const element = drawer?.querySelector(
    [`[data-field="${CSS.escape(field)}"]`, places[field], '[aria-invalid="true"]', '.is-invalid :is(input, select, textarea)']
      .filter(Boolean).join(', '));
  if (element && drawer.contains(document.activeElement)) {
    element.focus();
    element.scrollIntoView({ block: 'center' });
  } else if (tries > 0) {
    requestAnimationFrame(() => focusField(field, tries - 1));
  } else {
    element?.focus();
  }
}
