// The canvas at the rate of the pointer: pan, zoom, drag, connect, keys. The server hears of a gesture once, at its end.
import { route, WIDTH, HEIGHT } from '../../../js/connectorPath.js';

const GRID = 16;
const THRESHOLD = 4;
const SNAP = 24;
const PALETTE = 232;

export function attach(root, server) {
  const canvas = new Canvas(root, server);
  canvas.start();
  return canvas;
}

class Canvas {
  constructor(root, server) {
    this.root = root;
    this.server = server;
    this.world = root.querySelector('.canvas-world');
    this.view = { x: 0, y: 0, scale: 1 };
    this.listening = new AbortController();
    this.spaceDown = false;
  }

  get readOnly() { return this.root.dataset.readonly === 'true'; }
  get cards() { return [...this.root.querySelectorAll('.node')]; }

  start() {
    const on = (target, type, handler, options = {}) =>
      target.addEventListener(type, handler, { signal: this.listening.signal, ...options });
    on(this.root, 'pointerdown', event => this.press(event));
    on(this.root, 'wheel', event => this.wheel(event), { passive: false });
    on(this.root, 'keydown', event => this.key(event));
    on(this.root, 'click', event => this.click(event), { capture: true });
    on(window, 'pointermove', event => this.gesture?.move?.(event));
    on(window, 'pointerup', event => this.release(event));
    on(window, 'pointercancel', () => this.cancel());
    on(window, 'keydown', event => { if (event.key === ' ' && !typing(event)) this.spaceDown = true; });
    on(window, 'keyup', event => { if (event.key === ' ') this.spaceDown = false; });
    this.refresh(true);
  }

  dispose() {
    this.cancel();
    this.listening.abort();
  }

  // -- called by the server ----------------------------------------------------------------------------------------
  refresh(fit) {
    this.drawEdges();
    if (fit) this.fit();
  }

  focus(id) { this.card(id)?.focus({ preventScroll: true }); }

  reveal(id) {
    const card = this.card(id);
    if (!card) return;
    const box = card.getBoundingClientRect();
    const frame = this.root.getBoundingClientRect();
    const left = frame.left + this.inset() + 24;
    const right = frame.right - 24;
    const dx = box.right > right ? right - box.right : box.left < left ? left - box.left : 0;
    const dy = box.bottom > frame.bottom - 72 ? frame.bottom - 72 - box.bottom : box.top < frame.top + 32 ? frame.top + 32 - box.top : 0;
    if (dx || dy) this.pan(dx, dy);
  }

  // -- view --------------------------------------------------------------------------------------------------------
  show() {
    const { x, y, scale } = this.view;
    this.world.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
    this.root.style.backgroundPosition = `${x}px ${y}px`;
    this.root.style.backgroundSize = `${GRID * scale}px ${GRID * scale}px`;
    const zoom = this.root.querySelector('.zoom');
    if (zoom) zoom.textContent = `${Math.round(scale * 100)}%`;
  }

  pan(dx, dy) {
    this.view.x += dx;
    this.view.y += dy;
    this.show();
  }

  zoom(scale, at) {
    const frame = this.root.getBoundingClientRect();
    const x = (at?.clientX ?? frame.left + frame.width / 2) - frame.left;
    const y = (at?.clientY ?? frame.top + frame.height / 2) - frame.top;
    const next = Math.min(2, Math.max(.25, scale));
    const factor = next / this.view.scale;
    this.view = { x: x - (x - this.view.x) * factor, y: y - (y - this.view.y) * factor, scale: next };
    this.show();
  }

  inset() { return this.root.querySelector('.palette') ? PALETTE : 0; }

  fit() {
    const places = this.cards.map(placeOf);
    if (!places.length) return;
    const frame = this.root.getBoundingClientRect();
    const left = Math.min(...places.map(p => p.x));
    const top = Math.min(...places.map(p => p.y));
    const width = Math.max(...places.map(p => p.x)) + WIDTH - left;
    const height = Math.max(...places.map(p => p.y)) + HEIGHT - top;
    const inset = this.inset();
    const room = { width: frame.width - inset - 64, height: frame.height - 128 };
    const scale = Math.max(.25, Math.min(1, room.width / width, room.height / height));
    this.view = {
      x: Math.round(inset + 32 + (room.width - width * scale) / 2 - left * scale),
      y: Math.round(48 + Math.max(0, room.height - height * scale) / 2.4 - top * scale),
      scale,
    };
    this.show();
  }

  wheel(event) {
    if (event.target.closest('.palette, .canvas-controls')) return;
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) this.zoom(this.view.scale * Math.exp(-event.deltaY * .002), event);
    else this.pan(event.shiftKey ? -event.deltaY : -event.deltaX, event.shiftKey ? 0 : -event.deltaY);
  }

  toWorld(event) {
    const frame = this.root.getBoundingClientRect();
    return { x: (event.clientX - frame.left - this.view.x) / this.view.scale, y: (event.clientY - frame.top - this.view.y) / this.view.scale };
  }

  // -- pointer -----------------------------------------------------------------------------------------------------
  press(event) {
    if (this.gesture?.clickClick) return;
    const { target } = event;
    this.suppress = false;
    if (event.button === 1 || (event.button === 0 && this.spaceDown)) return this.beginPan(event);
    if (event.button !== 0 || target.closest('.canvas-controls, .edge-buttons, .menu')) return;
    const item = target.closest('[data-palette]');
    if (item) return this.beginPalette(event, item);
    if (target.closest('.palette')) return;
    const card = target.closest('.node');
    const port = target.closest('[data-port="out"]');
    if (port && !this.readOnly) return this.beginConnect(event, card.dataset.stage);
    if (target.closest('.node a, .node button')) return;
    if (card) return this.readOnly ? undefined : this.beginDrag(event, card);
    const edge = target.closest('[data-edge]');
    if (edge) return this.selectEdge(edge.dataset.from);
    this.beginPan(event);
  }

  release(event) {
    const gesture = this.gesture;
    if (!gesture || gesture.keyboard) return;
    gesture.end(event);
  }

  // After a drag the click that follows it must open nothing; a click that ends a connection belongs to the connection.
  click(event) {
    const zoom = event.target.closest('[data-zoom]');
    if (zoom) this.zoomBy(zoom.dataset.zoom);
    const onCanvas = !event.target.closest('.palette, .canvas-controls, .edge-buttons, .menu');
    if ((this.suppress && (onCanvas || event.target.closest('[data-palette]'))) || event.target.closest('[data-port="out"]')) {
      event.stopPropagation();
      event.preventDefault();
      this.suppress = false;
    }
  }

  zoomBy(how) {
    if (how === 'fit') return this.fit();
    this.zoom(how === 'in' ? this.view.scale * 1.2 : how === 'out' ? this.view.scale / 1.2 : 1);
  }

  beginPan(event) {
    const from = { x: event.clientX, y: event.clientY };
    let moved = false;
    event.preventDefault();
    this.root.focus({ preventScroll: true });
    this.gesture = {
      move: e => {
        moved ||= far(e, from);
        if (!moved) return;
        this.root.classList.add('is-panning');
        this.pan(e.clientX - from.x, e.clientY - from.y);
        from.x = e.clientX;
        from.y = e.clientY;
      },
      end: () => {
        this.stop();
        this.suppress = moved;
        if (!moved && event.button === 0) this.server.invokeMethodAsync('EscapeAsync');
      },
    };
  }

  beginDrag(event, card) {
    const from = { x: event.clientX, y: event.clientY };
    const origin = placeOf(card);
    let moved = false;
    let place = origin;
    this.gesture = {
      move: e => {
        moved ||= far(e, from);
        if (!moved) return;
        card.classList.add('is-dragged');
        const x = origin.x + (e.clientX - from.x) / this.view.scale;
        const y = origin.y + (e.clientY - from.y) / this.view.scale;
        place = e.altKey ? { x, y } : { x: snap(x), y: snap(y) };
        put(card, place);
        this.drawEdges();
      },
      end: () => {
        this.stop();
        card.classList.remove('is-dragged');
        if (!moved) return;
        this.suppress = true;
        this.settle(card, origin, { x: snap(place.x), y: snap(place.y) });
      },
      cancel: () => {
        card.classList.remove('is-dragged');
        put(card, origin);
        this.drawEdges();
      },
    };
  }

  // The browser shows the move at once; if the server refuses it, the card goes back.
  async settle(card, origin, place) {
    put(card, place);
    this.drawEdges();
    if (place.x === origin.x && place.y === origin.y) return;
    let accepted = false;
    try {
      accepted = await this.server.invokeMethodAsync('MoveAsync', card.dataset.stage, place.x, place.y);
    } finally {
      if (!accepted) {
        put(card, origin);
        this.drawEdges();
      }
    }
  }

  beginPalette(event, item) {
    const from = { x: event.clientX, y: event.clientY };
    let ghost;
    event.preventDefault();
    this.gesture = {
      move: e => {
        if (!ghost && !far(e, from)) return;
        ghost ??= this.root.appendChild(Object.assign(document.createElement('div'), { className: 'palette-ghost', textContent: item.dataset.palette }));
        const frame = this.root.getBoundingClientRect();
        ghost.style.cssText = `left:${e.clientX - frame.left}px;top:${e.clientY - frame.top}px;--scale:${this.view.scale}`;
      },
      end: e => {
        this.stop();
        ghost?.remove();
        if (!ghost) return;
        this.suppress = true;
        const frame = this.root.getBoundingClientRect();
        const inside = e.clientX > frame.left && e.clientX < frame.right && e.clientY > frame.top && e.clientY < frame.bottom;
        if (!inside || document.elementFromPoint(e.clientX, e.clientY)?.closest('.palette')) return;
        const at = this.toWorld(e);
        this.server.invokeMethodAsync('DropAsync', item.dataset.palette, at.x - WIDTH / 2, at.y - HEIGHT / 2);
      },
      cancel: () => ghost?.remove(),
    };
  }

  // -- connecting --------------------------------------------------------------------------------------------------
  beginConnect(event, from, keyboard = false) {
    const source = this.card(from);
    const start = event ? { x: event.clientX, y: event.clientY } : null;
    const refusals = JSON.parse(source.dataset.refusals || '{}');
    event?.preventDefault();
    this.root.classList.add('is-connecting');
    this.cards.forEach(card => card.classList.toggle('is-refused', card.dataset.stage in refusals));
    let clickClick = false;
    let leftPort = false;
    this.gesture = {
      keyboard,
      get clickClick() { return clickClick; },
      aim: (card, point) => this.preview(source, card, point, card && refusals[card.dataset.stage]),
      move: e => {
        leftPort ||= far(e, start);
        this.gesture.aim(this.nearest(e), this.toWorld(e));
      },
      end: e => {
        const target = this.nearest(e);
        if (!leftPort && !clickClick && target === source) {
          clickClick = true;
          this.suppress = false;
          return;
        }
        this.suppress = true;
        this.finishConnect(from, target, refusals, target !== source || clickClick);
      },
      finish: card => this.finishConnect(from, card, refusals, true),
      cancel: () => this.endPreview(),
    };
  }

  finishConnect(from, target, refusals, counts) {
    this.stop();
    this.endPreview();
    if (!target || !counts) return;
    // A refused connection goes to the server as well: it says why, for everybody to hear.
    if (target.dataset.stage !== from || target.dataset.stage in refusals) this.server.invokeMethodAsync('ConnectAsync', from, target.dataset.stage);
  }

  nearest(event) {
    const under = document.elementFromPoint(event.clientX, event.clientY)?.closest('.node');
    if (under && this.root.contains(under)) return under;
    const at = this.toWorld(event);
    return this.cards.find(card => {
      const p = placeOf(card);
      return Math.hypot(at.x - p.x, at.y - p.y - HEIGHT / 2) < SNAP / this.view.scale;
    });
  }

  preview(source, target, point, reason) {
    const line = this.root.querySelector('[data-preview]');
    const note = this.root.querySelector('[data-reason]');
    const from = placeOf(source);
    const other = target && target !== source ? placeOf(target) : null;
    const to = other ?? { x: point?.x ?? from.x + WIDTH + 48, y: (point?.y ?? from.y + HEIGHT / 2) - HEIGHT / 2 };
    line.setAttribute('d', route(from, to).line);
    line.classList.toggle('edge--invalid', Boolean(reason && other));
    this.cards.forEach(card => card.classList.toggle('is-aimed', card === target && target !== source));
    note.hidden = !(reason && other);
    if (note.hidden) return;
    note.textContent = reason;
    note.style.left = `${this.view.x + (to.x + WIDTH / 2) * this.view.scale}px`;
    note.style.top = `${this.view.y + (to.y - 20) * this.view.scale}px`;
  }

  endPreview() {
    this.root.classList.remove('is-connecting');
    this.cards.forEach(card => card.classList.remove('is-refused', 'is-aimed'));
    this.root.querySelector('[data-preview]')?.removeAttribute('d');
    const note = this.root.querySelector('[data-reason]');
    if (note) note.hidden = true;
  }

  selectEdge(from) {
    this.root.focus({ preventScroll: true });
    this.suppress = true;
    this.server.invokeMethodAsync('SelectEdge', from);
  }

  stop() {
    this.gesture = null;
    this.root.classList.remove('is-panning');
  }

  cancel() {
    this.gesture?.cancel?.();
    this.stop();
  }

  // -- keys --------------------------------------------------------------------------------------------------------
  key(event) {
    if (typing(event) || event.ctrlKey || event.metaKey || event.target.closest('.menu')) return;
    const card = event.target.closest('.node');
    const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const action = this.keys(event, card, name);
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  }

  keys(event, card, name) {
    const direction = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[name];
    const connecting = this.gesture?.keyboard;
    if (name === 'Escape') return () => (this.gesture ? this.cancel() : this.server.invokeMethodAsync('EscapeAsync'));
    if (direction && card && event.altKey) return this.readOnly ? null : () => this.nudge(card, direction, event.shiftKey ? 10 : 1);
    if (direction && card) return () => this.neighbour(card, direction);
    if (name === 'Enter' && connecting && card) return () => this.gesture.finish(card);
    if (event.target !== card && event.target !== this.root) return null;
    if ((name === 'Enter' || name === ' ') && card) return () => this.server.invokeMethodAsync('OpenAsync', card.dataset.stage);
    if (name === 'F2' && card) return () => this.server.invokeMethodAsync('RenameAsync', card.dataset.stage);
    if (name === 'Delete' || name === 'Backspace') return () => this.remove(card);
    if (name === 'c' && card && !this.readOnly && card.querySelector('[data-port="out"]')) return () => this.beginConnect(null, card.dataset.stage, true);
    if (name === 'a' && !this.readOnly) return () => this.root.querySelector('[data-palette]')?.focus();
    const zoom = { 0: 'reset', 1: 'fit', '+': 'in', '=': 'in', '-': 'out' }[name];
    return zoom ? () => this.zoomBy(zoom) : null;
  }

  remove(card) {
    const edge = this.root.querySelector('.edge-group.is-selected');
    if (edge) this.server.invokeMethodAsync('DisconnectAsync', edge.dataset.from);
    else if (card) this.server.invokeMethodAsync('DeleteAsync', card.dataset.stage);
    else {
      const selected = this.root.querySelector('.node--selected');
      if (selected) this.server.invokeMethodAsync('DeleteAsync', selected.dataset.stage);
    }
  }

  nudge(card, [dx, dy], cells) {
    const origin = placeOf(card);
    this.settle(card, origin, { x: snap(origin.x + dx * GRID * cells), y: snap(origin.y + dy * GRID * cells) });
  }

  neighbour(card, [dx, dy]) {
    const at = placeOf(card);
    const ahead = this.cards.filter(other => other !== card).map(other => {
      const p = placeOf(other);
      const along = (p.x - at.x) * dx + (p.y - at.y) * dy;
      const across = Math.abs((p.x - at.x) * dy) + Math.abs((p.y - at.y) * dx);
      return { other, along, cost: along + across * 2 };
    }).filter(candidate => candidate.along > 0).sort((a, b) => a.cost - b.cost)[0];
    if (!ahead) return;
    ahead.other.focus({ preventScroll: true });
    this.reveal(ahead.other.dataset.stage);
    if (this.gesture?.keyboard) this.gesture.aim(ahead.other);
  }

  // -- connectors --------------------------------------------------------------------------------------------------
  card(id) { return this.cards.find(card => card.dataset.stage === id); }

  drawEdges() {
    const places = new Map(this.cards.map(card => [card.dataset.stage, placeOf(card)]));
    for (const edge of this.root.querySelectorAll('[data-edge]')) {
      const from = places.get(edge.dataset.from);
      const to = places.get(edge.dataset.to);
      if (!from || !to) continue;
      const path = route(from, to);
      edge.querySelector('.edge').setAttribute('d', path.line);
      edge.querySelector('.edge-hit').setAttribute('d', path.line);
      edge.querySelector('.edge-head').setAttribute('d', path.head);
      const tools = this.root.querySelector(`[data-edge-tools][data-from="${CSS.escape(edge.dataset.from)}"]`);
      if (tools) {
        tools.style.left = `${path.middle.x}px`;
        tools.style.top = `${path.middle.y}px`;
      }
    }
  }
}

const snap = value => Math.round(value / GRID) * GRID;
const far = (event, from) => Math.hypot(event.clientX - from.x, event.clientY - from.y) >= THRESHOLD;
const placeOf = card => ({ x: parseFloat(card.style.left) || 0, y: parseFloat(card.style.top) || 0 });
const put = (card, place) => {
  card.style.left = `${place.x}px`;
  card.style.top = `${place.y}px`;
};
const typing = event => event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]');
