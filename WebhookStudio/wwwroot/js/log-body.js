// A body of a request or an answer: fetched by the browser itself, shown as text, JSON indented with parts that fold. Nothing in it is
// ever rendered: every sign of it becomes a text node.
const openLimit = 2000;

customElements.define('log-body', class extends HTMLElement {
  connectedCallback() {
    this.load();
  }

  async load() {
    const tools = this.make('div', 'body-tools');
    const view = this.make('pre', 'code code-block');
    view.tabIndex = 0;
    view.setAttribute('aria-label', this.getAttribute('label'));
    view.setAttribute('aria-busy', 'true');
    view.append(this.make('span', 'skeleton'));
    this.replaceChildren(...(this.hasAttribute('glance') ? [] : [tools]), view);
    try {
      const most = Number(this.getAttribute('limit'));
      const headers = Number(this.getAttribute('size')) > most ? { Range: `bytes=0-${most - 1}` } : {};
      const answer = await fetch(this.getAttribute('src'), { headers });
      if (!answer.ok) {
        throw new Error(`The server answered ${answer.status}.`);
      }
      this.show(tools, view, new TextDecoder().decode(await answer.arrayBuffer()));
    } catch (error) {
      this.fail(error);
    }
  }

  fail(error) {
    const note = this.make('p', 'field-error', `The body could not be loaded. ${error.message}`);
    note.setAttribute('role', 'alert');
    const again = this.make('button', 'button button--small', 'Try again');
    again.type = 'button';
    again.addEventListener('click', () => this.load());
    this.replaceChildren(note, again);
  }

  show(tools, view, text) {
    const json = parse(text);
    const raw = () => view.replaceChildren(text);
    const formatted = () => view.replaceChildren(write(json.value, this.make, { nodes: 0 }));
    view.removeAttribute('aria-busy');
    if (this.hasAttribute('glance')) {
      (json ? formatted : raw)();
      return;
    }
    if (json) {
      const toggle = this.make('button', 'button button--small', 'Raw');
      toggle.type = 'button';
      toggle.dataset.testid = 'body-raw';
      toggle.addEventListener('click', () => {
        const toRaw = toggle.textContent === 'Raw';
        (toRaw ? raw : formatted)();
        toggle.textContent = toRaw ? 'Formatted' : 'Raw';
        find(search.value);
      });
      tools.append(toggle);
      formatted();
    } else {
      raw();
    }
    const search = this.make('input', 'input input--toolbar body-search');
    search.type = 'search';
    search.placeholder = 'Find';
    search.setAttribute('aria-label', 'Find in the body');
    const found = this.make('span', 'muted num body-found');
    found.setAttribute('role', 'status');
    const find = text => { found.textContent = highlight(view, text); };
    search.addEventListener('input', () => find(search.value));
    const copy = this.make('button', 'button button--small');
    const word = this.make('span', '', 'Copy');
    word.dataset.copyWord = 'Copy';
    word.setAttribute('aria-live', 'polite');
    copy.append(word);
    copy.type = 'button';
    copy.dataset.copy = text;
    copy.title = 'Copy the body';
    tools.append(search, found, copy);
  }

  make(name, className, text) {
    const element = document.createElement(name);
    element.className = className;
    if (text !== undefined) {
      element.textContent = text;
    }
    return element;
  }
});

// Numbers are shown as they were read: JavaScript does not hold all of them exactly.
class Digits {
  constructor(text) {
    this.text = text;
  }
}

function parse(text) {
  try {
    const value = JSON.parse(text, (_, each, at) => typeof each === 'number' && at?.source ? new Digits(at.source) : each);
    return value !== null && typeof value === 'object' ? { value } : null;
  } catch {
    return null;
  }
}

function write(value, make, count, indent = '') {
  const part = document.createDocumentFragment();
  count.nodes++;
  if (value === null || typeof value !== 'object' || value instanceof Digits) {
    part.append(make('span', typeof value === 'string' ? 's' : 'n', value?.text ?? JSON.stringify(value)));
    return part;
  }
  const entries = Object.entries(value);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  if (entries.length === 0) {
    part.append(open + close);
    return part;
  }
  const inner = `${indent}  `;
  const box = make('details', 'body-part');
  box.open = count.nodes < openLimit;
  box.append(make('summary', '', open));
  entries.forEach(([key, each], at) => {
    box.append(inner);
    if (!Array.isArray(value)) {
      box.append(make('span', 'k', JSON.stringify(key)), ': ');
    }
    box.append(write(each, make, count, inner), at < entries.length - 1 ? ',\n' : '\n');
  });
  box.append(indent);
  part.append(box, close);
  return part;
}

// What is found is marked by the browser, without touching the text.
function highlight(view, text) {
  if (!globalThis.CSS?.highlights) {
    return '';
  }
  CSS.highlights.delete('log-find');
  const wanted = text.trim().toLowerCase();
  if (!wanted) {
    return '';
  }
  const ranges = [];
  const walk = document.createTreeWalker(view, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const lower = walk.currentNode.data.toLowerCase();
    for (let at = lower.indexOf(wanted); at >= 0 && ranges.length < 1000; at = lower.indexOf(wanted, at + wanted.length)) {
      const range = new Range();
      range.setStart(walk.currentNode, at);
      range.setEnd(walk.currentNode, at + wanted.length);
      ranges.push(range);
    }
  }
  CSS.highlights.set('log-find', new Highlight(...ranges));
  const first = ranges[0]?.startContainer.parentElement;
  first?.closest('details:not([open])')?.setAttribute('open', '');
  first?.scrollIntoView({ block: 'nearest' });
  return ranges.length === 0 ? 'not found' : `${ranges.length} found`;
}
