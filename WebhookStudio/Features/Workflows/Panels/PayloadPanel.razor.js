// A payload as lines of JSON that fold and can be searched. The browser fetches it: it never goes through the circuit.
const inlineLength = 72;
const linesAtOnce = 2000;
const token = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null|[{}[\],:]/g;

/** Lays out JSON. Every text and number stays as it is written. */
export function layOut(text) {
  const tokens = text.match(token) ?? [];
  const lines = [];
  let at = 0;
  let line = [];

  const read = () => {
    const open = tokens[at++];
    if (open !== '{' && open !== '[') return { raw: open };
    const node = { open, close: open === '{' ? '}' : ']', entries: [] };
    while (at < tokens.length && tokens[at] !== node.close) {
      if (tokens[at] === ',') at++;
      const key = open === '{' ? tokens[at] : null;
      if (key !== null) at += 2;
      node.entries.push({ key, value: read() });
    }
    at++;
    return node;
  };

  const scalar = raw => [raw[0] === '"' ? 's' : 'n', raw];
  const inline = node => {
    if (node.entries.some(entry => entry.value.open)) return null;
    const pad = node.open === '{' && node.entries.length ? ' ' : '';
    const pieces = [['p', node.open + pad]];
    node.entries.forEach(({ key, value }, index) => {
      if (index) pieces.push(['p', ', ']);
      if (key !== null) pieces.push(['k', key], ['p', ': ']);
      pieces.push(scalar(value.raw));
    });
    pieces.push(['p', pad + node.close]);
    return pieces.reduce((length, piece) => length + piece[1].length, 0) <= inlineLength ? pieces : null;
  };

  const end = depth => {
    lines.push({ depth, pieces: line, end: 0 });
    line = [];
  };
  const write = (node, depth) => {
    const short = node.open ? inline(node) : [scalar(node.raw)];
    if (short) {
      line.push(...short);
      return;
    }
    line.push(['p', node.open]);
    const first = lines.length;
    end(depth);
    node.entries.forEach(({ key, value }, index) => {
      if (key !== null) line.push(['k', key], ['p', ': ']);
      write(value, depth + 1);
      if (index < node.entries.length - 1) line.push(['p', ',']);
      end(depth + 1);
    });
    lines[first].end = lines.length;
    lines[first].count = node.entries.length;
    line.push(['p', node.close]);
  };

  if (tokens.length) {
    write(read(), 0);
    end(0);
  }
  return lines.map(each => ({ ...each, text: each.pieces.map(piece => piece[1]).join('').toLowerCase() }));
}

/** Shows what an address gives. Called again, it replaces what was there. */
export async function show(list, url) {
  const tools = list.parentElement;
  const find = name => tools.querySelector(`[data-json-${name}]`);
  list.setAttribute('aria-busy', 'true');
  const answer = await fetch(url).catch(() => null);
  list.removeAttribute('aria-busy');
  if (!answer?.ok) {
    list.textContent = 'The payload could not be loaded. Choose another task, or load the page again.';
    return;
  }
  const text = await answer.text();
  tools.querySelector('#payload-raw').value = text;
  list.view?.abort();
  list.view = new AbortController();
  start(list, find, layOut(text), list.view.signal);
}

function start(list, find, lines, signal) {
  const folded = new Set();
  let shown = Math.min(linesAtOnce, lines.length);
  let matches = [];
  let current = -1;

  const row = (line, index) => {
    const item = document.createElement('li');
    item.dataset.line = index + 1;
    item.style.setProperty('--depth', line.depth);
    if (line.end) {
      const fold = document.createElement('button');
      fold.type = 'button';
      fold.className = 'json-fold';
      fold.tabIndex = -1;
      fold.dataset.fold = index;
      item.append(fold);
    }
    const code = document.createElement('code');
    code.className = 'code';
    for (const [kind, words] of line.pieces) {
      const piece = document.createElement('span');
      piece.className = kind;
      piece.textContent = words;
      code.append(piece);
    }
    item.append(code);
    return item;
  };

  const draw = () => {
    list.replaceChildren(...lines.slice(0, shown).map(row));
    if (shown < lines.length) {
      const more = document.createElement('li');
      more.className = 'more-lines';
      more.innerHTML = '<button class="button button--small" type="button" data-more></button>';
      more.firstChild.textContent = `Show more of ${lines.length} lines`;
      list.append(more);
    }
    refresh();
  };

  const refresh = () => {
    let hiddenUntil = 0;
    for (let index = 0; index < shown; index++) {
      const item = list.children[index];
      item.hidden = index < hiddenUntil;
      const isFolded = folded.has(index);
      const line = lines[index];
      if (line.end) {
        const key = line.pieces[0][0] === 'k' ? line.pieces[0][1] : 'this part';
        const fold = item.querySelector('[data-fold]');
        fold.setAttribute('aria-expanded', String(!isFolded));
        fold.setAttribute('aria-label', `${isFolded ? 'Unfold' : 'Fold'} ${key}`);
        item.toggleAttribute('data-folded', isFolded);
        item.dataset.count = isFolded ? ` ${line.count} ${line.pieces.at(-1)[1] === '{' ? '}' : ']'}` : '';
        if (isFolded) hiddenUntil = Math.max(hiddenUntil, line.end + 1);
      }
      item.classList.toggle('is-current', index === matches[current]);
      item.classList.toggle('is-match', matches.includes(index));
    }
    const stops = [...list.querySelectorAll('[data-fold]')].filter(fold => !fold.closest('li').hidden);
    stops.forEach((fold, index) => { fold.tabIndex = index === 0 ? 0 : -1; });
    find('fold').textContent = folded.size ? 'Unfold all' : 'Fold all';
  };

  const toggle = index => {
    folded.has(index) ? folded.delete(index) : folded.add(index);
    refresh();
    list.children[index].querySelector('[data-fold]').focus();
  };

  const search = words => {
    const wanted = words.toLowerCase();
    matches = wanted ? lines.flatMap((line, index) => line.text.includes(wanted) ? [index] : []) : [];
    current = matches.length ? 0 : -1;
    tell(wanted);
    reveal();
  };

  const tell = wanted => {
    find('count').textContent = !wanted ? '' : matches.length ? `${current + 1} of ${matches.length}` : 'Not found';
  };

  const reveal = () => {
    const line = matches[current];
    if (line === undefined) {
      refresh();
      return;
    }
    [...folded].filter(fold => fold < line && line <= lines[fold].end).forEach(fold => folded.delete(fold));
    if (line >= shown) {
      shown = Math.min(lines.length, line + 200);
      draw();
    } else {
      refresh();
    }
    list.children[line].scrollIntoView({ block: 'nearest' });
  };

  list.addEventListener('click', event => {
    const fold = event.target.closest('[data-fold]');
    if (fold) {
      toggle(Number(fold.dataset.fold));
    } else if (event.target.closest('[data-more]')) {
      shown = Math.min(lines.length, shown + linesAtOnce);
      draw();
    }
  }, { signal });

  list.addEventListener('keydown', event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !event.target.matches('[data-fold]')) return;
    event.preventDefault();
    const stops = [...list.querySelectorAll('[data-fold]')].filter(fold => !fold.closest('li').hidden);
    stops[stops.indexOf(event.target) + step]?.focus();
  }, { signal });

  find('fold').addEventListener('click', () => {
    const all = lines.flatMap((line, index) => line.end && line.depth > 0 ? [index] : []);
    const unfold = folded.size > 0;
    folded.clear();
    if (!unfold) all.forEach(index => folded.add(index));
    refresh();
  }, { signal });

  find('search').addEventListener('input', event => search(event.target.value), { signal });
  find('search').addEventListener('keydown', event => {
    if (event.key !== 'Enter' || !matches.length) return;
    event.preventDefault();
    current = (current + (event.shiftKey ? matches.length - 1 : 1)) % matches.length;
    tell(event.target.value);
    reveal();
  }, { signal });

  draw();
  if (find('search').value) search(find('search').value);
}
