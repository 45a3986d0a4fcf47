// The canvas at the rate of the pointer. What a person finishes is told to the server in one call and shown at once; the
// server's own drawing follows, and takes back what it refuses.
import { Board } from '../../../js/canvas/board.js';
import { Clipboard } from '../../../js/canvas/clipboard.js';
import { connecting } from '../../../js/canvas/connecting.js';
import { Gestures } from '../../../js/canvas/gestures.js';
import { Keys } from '../../../js/canvas/keys.js';
import { Minimap } from '../../../js/canvas/minimap.js';
import { Picker } from '../../../js/canvas/picker.js';
import { rename } from '../../../js/canvas/renaming.js';
import { Selection } from '../../../js/canvas/selection.js';
import { sheetOf } from '../../../js/canvas/sheet.js';
import { StageMenu } from '../../../js/canvas/stageMenu.js';
import { Tools } from '../../../js/canvas/tools.js';
import { Viewport } from '../../../js/canvas/viewport.js';
import { Wires } from '../../../js/canvas/wires.js';
import { rectOf } from '../../../js/canvas/shape.js';

export function attach(root, server) {
  return new Canvas(root, server);
}

class Canvas {
  constructor(root, server) {
    this.root = root;
    this.server = server;
    this.overlay = root.querySelector('[data-overlay]');
    this.listening = new AbortController();
    this.known = new Map();
    const on = (target, type, handler, options = {}) =>
      target.addEventListener(type, handler, { signal: this.listening.signal, ...options });
    this.view = new Viewport(root, () => this.minimap?.refresh());
    this.board = new Board(root, moved => this.moved(moved));
    this.wires = new Wires(root, this.board);
    this.selection = new Selection(this);
    this.picker = new Picker(this, on);
    this.tools = new Tools(this, on);
    this.gestures = new Gestures(this, on);
    this.keys = new Keys(this, on);
    this.clipboard = new Clipboard(this, on);
    this.menu = new StageMenu(this, on);
    this.minimap = new Minimap(this, on);
    this.sheet = sheetOf(root, on);
    this.wires.onread = () => this.selection.show();
    this.wires.ondraw = () => {
      this.tools.refresh();
      this.minimap.refresh();
    };
    this.board.settled = () => this.wires.draw();
    on(root, 'click', event => this.button(event));
    on(root, 'pointerover', event => this.expect(event.target));
    on(root, 'focusin', event => this.expect(event.target));
    this.resizing = new ResizeObserver(() => this.view.resized(() => this.rects()));
    this.resizing.observe(root);
    this.view.fit(this.rects());
    this.selection.show();
    root.setAttribute('data-live', '');
  }

  get readOnly() { return this.root.dataset.readonly === 'true'; }

  get chosenEdge() {
    const { edge } = this.selection;
    return edge && this.wires.find(edge.from, edge.output);
  }

  // -- called by the server ------------------------------------------------------------------------------------------
  /** What the server has selected: what has just come, or what undo brought back. */
  select(ids, isNew) {
    this.selection.set(ids, true);
    this.reveal(ids[0]);
    if (isNew) this.focus(ids[0]);
  }

  fit() {
    this.view.softly();
    this.view.fit(this.rects());
  }

  focus(id) { this.board.get(id)?.card.focus({ preventScroll: true }); }

  reveal(id) {
    const node = this.board.get(id);
    if (node) this.view.reveal(node.held ? rectOf(node) : homeOf(node), () => this.rects());
  }

  dispose() {
    this.gestures.cancel();
    this.resizing.disconnect();
    this.board.dispose();
    this.wires.dispose();
    this.listening.abort();
  }

  // -- what the parts share ------------------------------------------------------------------------------------------
  /** Tells the server. Gives its answer, or false if it cannot be reached: then nothing has happened. */
  async call(name, ...values) {
    try {
      return await this.server.invokeMethodAsync(name, ...values);
    } catch {
      return false;
    }
  }

  say(words) { return this.call('SayAsync', words); }

  /** Where the cards are, or will have come to rest. */
  rects() { return this.board.all.map(node => (node.held ? rectOf(node) : homeOf(node))); }

  keyOf(id) { return this.board.get(id)?.key ?? -1; }

  /** Whether a key pressed there may mean the canvas. */
  has(target) {
    return target === document.body || this.root.contains(target)
      || Boolean(target?.closest?.('.editor') && !target.closest('.editor-list'));
  }

  moved(nodes) {
    if (!this.wires) return;
    this.wires.draw(nodes);
    if (!nodes) this.selection?.show();
    this.minimap?.refresh();
  }

  /** Asks what a card can be connected to, before anybody draws. */
  expect(target) {
    const node = this.board.of(target);
    if (node && !this.readOnly) this.refusals(node);
  }

  async refusals(node) {
    const { revision } = this.root.dataset;
    if (this.revision !== revision) this.known.clear();
    this.revision = revision;
    if (!this.known.has(node.id)) this.known.set(node.id, this.call('RefusalsAsync', node.key));
    const byReason = await this.known.get(node.id);
    const ids = new Map(this.board.all.map(other => [other.key, other.id]));
    return new Map(Object.entries(byReason || {}).flatMap(([reason, keys]) => keys.map(key => [ids.get(key), reason])));
  }

  /** A stage that is connected to nothing can be let fall into a connector. */
  splices(group) {
    const [node] = group;
    return group.length === 1 && node.kind !== 'Start' && node.outputs.size > 0
      && !this.wires.edges.some(edge => edge.from === node.id || edge.to === node.id);
  }

  // -- intentions ----------------------------------------------------------------------------------------------------
  open(node, byKeyboard = false) {
    this.selection.set([node.id]);
    if (!byKeyboard) node.card.focus({ preventScroll: true });
    this.call('OpenAsync', node.key);
  }

  connecting(source, output) { return connecting(this, source, output); }

  insert(edge, at) {
    const [from, to] = [this.board.get(edge.from), this.board.get(edge.to)];
    this.picker.open(at, {
      title: `Between ${from?.name} and ${to?.name}`,
      edge,
      choose: kind => this.call('SpliceAsync', kind, this.keyOf(edge.from), edge.output, null, null),
    });
  }

  add(after) {
    const box = (after?.card ?? this.root).getBoundingClientRect();
    this.picker.open({ x: box.left + (after ? 24 : box.width / 2 - 120), y: after ? box.bottom + 8 : box.top + 96 }, {
      title: after?.outputs.size ? `After ${after.name}` : 'Add a stage',
      choose: kind => this.call('AddAfterAsync', kind, after?.outputs.size ? after.key : null),
    });
  }

  async disconnect(edge, wire) {
    edge.group.setAttribute('data-leaving', '');
    wire?.remove();
    if (edge.group.contains(document.activeElement)) this.focus(edge.from);
    await this.call('DisconnectAsync', this.keyOf(edge.from), edge.output);
    edge.group.removeAttribute('data-leaving');
  }

  async remove(name = 'DeleteAsync') {
    if (this.chosenEdge) return this.disconnect(this.chosenEdge);
    const nodes = this.selection.nodes;
    if (!nodes.length) return undefined;
    const keys = nodes.map(node => node.key);
    const going = nodes.filter(node => !node.card.dataset.protection).map(node => node.card);
    going.forEach(card => card.setAttribute('data-leaving', ''));
    if (going.some(card => card.contains(document.activeElement))) this.root.focus({ preventScroll: true });
    await this.call(name, keys);
    return going.forEach(card => card.removeAttribute('data-leaving'));
  }

  rename(node) {
    if (!this.readOnly) rename(this, node);
  }

  button(event) {
    const zoom = event.target.closest('[data-zoom]');
    if (zoom) this.view.zoomBy(zoom.dataset.zoom, this.rects());
    const call = event.target.closest('[data-add-first]');
    if (call) {
      const start = this.board.all.find(node => node.kind === 'Start');
      this.add(start);
    }
    if (event.target.closest('[data-show-shortcuts]')) this.sheet.showModal();
  }
}

const homeOf = node => ({ ...rectOf(node), ...node.home });
