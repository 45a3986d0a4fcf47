// A new name, written where the name stands. Enter keeps it, Escape does not; a name that is taken is refused in place.
const MOST = 100;

export function rename(canvas, node) {
  const { overlay, board } = canvas;
  overlay.querySelector('.rename')?.remove();
  const box = document.createElement('div');
  box.className = 'rename';
  box.innerHTML = '<input class="input" spellcheck="false" autocomplete="off"><p class="rename-refusal is-error" role="alert" hidden></p>';
  box.style.cssText = `left:${node.x + 54}px;top:${node.y + 7}px`;
  const [field, refusal] = box.children;
  field.maxLength = MOST;
  field.value = node.name;
  field.setAttribute('aria-label', `Name of ${node.name}`);
  overlay.append(box);
  field.select();
  field.focus({ preventScroll: true });
  let over = false;
  let left = false;

  const close = focus => {
    over = true;
    away.abort();
    box.remove();
    if (focus) board.get(node.id)?.card.focus({ preventScroll: true });
  };

  const refuse = reason => {
    refusal.textContent = reason;
    refusal.hidden = !reason;
    field.setAttribute('aria-invalid', String(Boolean(reason)));
  };

  const commit = async focus => {
    const name = field.value.trim();
    if (over) return;
    if (name === node.name) return close(focus);
    const reason = problem(board, node, name);
    if (reason) return left ? close(false) : refuse(reason);
    over = true;
    const refused = await canvas.call('RenameAsync', node.key, name);
    over = false;
    if (typeof refused === 'string' && refused && !left) return refuse(refused);
    return close(focus);
  };

  field.addEventListener('input', () => refuse(''));
  field.addEventListener('keydown', event => {
    event.stopPropagation();
    if (event.key === 'Enter') commit(true);
    else if (event.key === 'Escape') close(true);
    else if (event.key === 'Tab') {
      left = true;
      commit(false);
    }
  });
  // What opens beside the canvas takes the focus to itself; only a person takes it away from here.
  field.addEventListener('blur', () => setTimeout(() => !over && !left && box.isConnected && field.focus({ preventScroll: true })));
  const away = new AbortController();
  document.addEventListener('pointerdown', event => {
    if (box.contains(event.target)) return;
    left = true;
    commit(false);
  }, { capture: true, signal: away.signal });
}

function problem(board, node, name) {
  if (!name) return 'A stage needs a name.';
  const taken = board.all.find(other => other !== node && other.name === name);
  return taken ? `Another stage is named ${name}.` : '';
}
