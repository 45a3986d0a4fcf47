// The canvas at the rate of the pointer: pan, zoom, drag, connect, keys. The server hears of a gesture once, at its end.
import { WIDTH, HEIGHT } from '../../../js/connectorPath.js';
import { CanvasView, GRID, placeOf } from '../../../js/canvasView.js';
import { drawEdges } from '../../../js/canvasEdges.js';
import { actionOf, typing } from '../../../js/canvasKeys.js';
import { Connecting } from '../../../js/canvasConnecting.js';

const THRESHOLD = 4;

export function attach(root, server) {
  const canvas = new Canvas(root, server);
  canvas.start();
  return canvas;
}

class Canvas {
  constructor(root, server) {
    this.root = root;
    this.server = server;
    this.view = new CanvasView(root);
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
    this.resizing = new ResizeObserver(() => this.view.resized(this.cards));
    this.resizing.observe(this.root);
    this.refresh(true);
  }

  dispose() {
    this.cancel();
    this.resizing.disconnect();
    this.listening.abort();
  }

  // -- called by the server ----------------------------------------------------------------------------------------
  refresh(fit) {
    this.drawEdges();
    if (fit) this.view.fit(this.cards);
  }

  focus(id) { this.card(id)?.focus({ preventScroll: true }); }

  reveal(id) {
    const card = this.card(id);
    if (card) this.view.reveal(card, this.cards);
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
    if (port && !this.readOnly) return this.beginConnect(event, card.dataset.stage, Number(port.dataset.output));
    if (target.closest('.node a, .node button')) return;
    if (card) return this.readOnly ? undefined : this.beginDrag(event, card);
    const edge = target.closest('[data-edge]');
    if (edge) return this.selectEdge(edge.dataset.from, Number(edge.dataset.output));
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
    if (zoom) this.view.zoomBy(zoom.dataset.zoom, this.cards);
    const onCanvas = !event.target.closest('.palette, .canvas-controls, .edge-buttons, .menu');
    const port = event.target.closest('[data-port="out"]');
    if ((this.suppress && (onCanvas || event.target.closest('[data-palette]'))) || port) {
      event.stopPropagation();
      event.preventDefault();
      this.suppress = false;
    }
    // Pressed without a pointer, by a screen reader: the connector goes on with the keyboard.
    if (port && event.detail === 0 && !this.readOnly && !this.gesture) {
      const { stage } = port.closest('.node').dataset;
      this.focus(stage);
      this.beginConnect(null, stage, Number(port.dataset.output));
    }
  }

  wheel(event) {
    if (event.target.closest('.palette, .canvas-controls')) return;
    event.preventDefault();
    this.view.wheel(event);
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
        this.view.pan(e.clientX - from.x, e.clientY - from.y);
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
        const at = this.view.toWorld(e);
        this.server.invokeMethodAsync('DropAsync', item.dataset.palette, at.x - WIDTH / 2, at.y - HEIGHT / 2);
      },
      cancel: () => ghost?.remove(),
    };
  }

  beginConnect(event, from, output) {
    const start = event && { x: event.clientX, y: event.clientY };
    event?.preventDefault();
    this.gesture = new Connecting(this.root, this.view, this.cards, this.card(from), {
      output,
      keyboard: !event,
      isFar: e => far(e, start),
      done: target => {
        this.stop();
        this.suppress = Boolean(event);
        // A refused connection goes to the server as well: it says the reason to everybody who listens.
        if (target && (target.dataset.stage !== from || !event)) this.server.invokeMethodAsync('ConnectAsync', from, output, target.dataset.stage);
      },
    });
  }

  selectEdge(from, output) {
    this.root.focus({ preventScroll: true });
    this.suppress = true;
    this.server.invokeMethodAsync('SelectEdge', from, output);
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
    const action = actionOf(this, event);
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  }

  nudge(card, [dx, dy], cells) {
    const origin = placeOf(card);
    this.settle(card, origin, { x: snap(origin.x + dx * GRID * cells), y: snap(origin.y + dy * GRID * cells) });
  }

  // -- places ------------------------------------------------------------------------------------------------------
  card(id) { return this.cards.find(card => card.dataset.stage === id); }

  drawEdges() { drawEdges(this.root, this.cards); }
}

const snap = value => Math.round(value / GRID) * GRID;
const far = (event, from) => Math.hypot(event.clientX - from.x, event.clientY - from.y) >= THRESHOLD;
const put = (card, place) => {
  card.style.left = `${place.x}px`;
  card.style.top = `${place.y}px`;
};
