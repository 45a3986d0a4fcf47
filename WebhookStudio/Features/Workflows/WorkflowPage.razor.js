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
