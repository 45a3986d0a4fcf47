// The canvas without a pointer. Letters, Delete and the copying keys mean the selection wherever the focus is in the
// editor, unless it is in a field; arrows, Enter and Escape need it on the canvas.
import { GRID, inputOf, snap, typing } from './shape.js';
import { settle } from './dragging.js';

const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const ZOOM = { 0: 'reset', 1: 'fit', '+': 'in', '=': 'in', '-': 'out' };
const GOING = 1500;

export class Keys {
  constructor(canvas, on) {
    this.canvas = canvas;
    this.going = -GOING;
    on(document, 'keydown', event => this.down(event), { capture: true });
    on(window, 'keyup', event => this.up(event));
    on(window, 'blur', () => this.rest());
    on(canvas.root, 'focusin', event => {
      const node = canvas.board.of(event.target);
      if (node) canvas.selection.rove(node);
    });
  }

  down(event) {
    const { canvas } = this;
    if (event.defaultPrevented || typing(event.target) || !canvas.has(event.target) || isElsewhere(event.target)) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (isCommand(event)) this.rest();
    // g and a letter lead to another page.
    if (key === 'g' && !isCommand(event)) this.going = event.timeStamp;
    else if (event.timeStamp - this.going < GOING && key.length === 1) this.going = -GOING;
    else this.run(event, this.actionOf(event, key));
  }

  run(event, action) {
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.altKey) this.rest();
    action();
  }

  up(event) {
    if (event.key === ' ') this.canvas.gestures.setSpace(false);
    if (event.key === 'Alt') this.rest();
  }

  actionOf(event, key) {
    const { canvas } = this;
    if (isCommand(event)) return event.altKey ? null : this.command(key, event);
    const own = canvas.root.contains(event.target);
    const control = event.target.closest('button, a, select, summary, [role=tab]');
    const settings = event.target.closest('.drawer') && !canvas.gestures.busy;
    return (own && !control && this.place(event, key)) || (settings ? null : this.escape(key)) || this.letter(event, key, control);
  }

  command(key, event) {
    const { canvas } = this;
    const free = !canvas.readOnly;
    if (!canvas.clipboard.isOurs || event.shiftKey) return null;
    return {
      a: () => canvas.selection.set(canvas.board.all.map(node => node.id)),
      c: canvas.selection.ids.size && (() => canvas.clipboard.copy()),
      x: canvas.selection.ids.size && free && (() => canvas.clipboard.copy(true)),
      d: free && (() => canvas.clipboard.duplicate()),
    }[key] || null;
  }

  /** Keys that mean the card or the connector that has the focus. */
  place(event, key) {
    const { canvas } = this;
    const { gestures, board, wires, selection } = canvas;
    const node = board.of(event.target);
    const edge = wires.of(event.target);
    const direction = DIRECTIONS[key];
    const leading = gestures.current?.keyboard ? gestures.current : null;
    if (direction && event.altKey) return node && !canvas.readOnly ? () => this.nudge(node, direction, event.shiftKey ? 10 : 1) : null;
    if (direction && leading) return () => this.aim(leading, node, direction);
    if (direction && edge) return () => this.alongEdge(edge, key);
    if (direction) return () => this.go(node, direction);
    if (key === 'Enter' && leading) return () => this.finish(leading, leading.target);
    if (key === 'Enter' && event.shiftKey && node) return () => selection.toggle(node.id);
    if (key === 'Enter' && node) return () => canvas.open(node, true);
    if (key === 'Enter' && edge && !canvas.readOnly) return () => this.insertAt(edge);
    if (key === ' ') return () => gestures.setSpace(true);
    if (key === 'ContextMenu' || (key === 'F10' && event.shiftKey)) return node && (() => canvas.menu.openAt(node));
    return null;
  }

  escape(key) {
    const { canvas } = this;
    if (key !== 'Escape') return null;
    return () => {
      const led = canvas.gestures.current;
      if (canvas.gestures.cancel()) return led.keyboard && this.focus(led.source);
      if (canvas.selection.edge || canvas.selection.ids.size > 1) return canvas.selection.set([]);
      if (canvas.root.dataset.open === 'true') return canvas.call('CloseAsync');
      return canvas.selection.set([]);
    };
  }

  letter(event, key, control) {
    const { canvas } = this;
    // Beside the canvas a key means what has the focus, where that is something to press.
    if (event.altKey || (control && !canvas.root.contains(control))) return null;
    const free = !canvas.readOnly;
    const node = canvas.board.of(event.target) ?? (canvas.selection.nodes.length === 1 ? canvas.selection.nodes[0] : null);
    const edge = canvas.wires.of(event.target) ?? canvas.chosenEdge;
    if (key === '?') return () => canvas.sheet.showModal();
    if (key in ZOOM && !control) return () => canvas.view.zoomBy(ZOOM[key], canvas.rects());
    if (!free) return null;
    if (key === 'Delete' || key === 'Backspace') return () => this.remove(node, edge);
    if (key === 'F2' && node) return () => canvas.rename(node);
    if (key === 'a') return () => (edge ? this.insertAt(edge) : canvas.add(node));
    if (key === 'c' && node) return () => this.connect(node, this.nextOutput(node));
    if (key === 'w' && node) return () => this.toEdge(node);
    return null;
  }

  remove(node, edge) {
    const { canvas } = this;
    if (edge && canvas.wires.of(document.activeElement) === edge) canvas.selection.setEdge(edge);
    else if (node && !canvas.selection.has(node)) canvas.selection.set([node.id]);
    canvas.remove();
  }

  // -- going about ---------------------------------------------------------------------------------------------------
  go(from, direction) {
    const { board, selection } = this.canvas;
    this.focus(from ? neighbour(board, from, direction) : selection.stop);
  }

  focus(node) {
    if (!node) return;
    node.card.focus({ preventScroll: true });
    this.canvas.reveal(node.id);
  }

  toEdge(node) {
    const edge = this.canvas.wires.edges.find(one => one.from === node.id) ?? this.canvas.wires.edges.find(one => one.to === node.id);
    edge?.group.focus({ preventScroll: true });
  }

  alongEdge(edge, key) {
    const { board, wires } = this.canvas;
    if (key === 'ArrowLeft') return this.focus(board.get(edge.from));
    if (key === 'ArrowRight') return this.focus(board.get(edge.to));
    const beside = wires.edges.filter(one => one.from === edge.from || one.to === edge.to);
    const next = beside[(beside.indexOf(edge) + (key === 'ArrowDown' ? 1 : beside.length - 1)) % beside.length];
    return next.group.focus({ preventScroll: true });
  }

  insertAt(edge) {
    if (!edge.path) return;
    const at = this.canvas.view.toScreen(edge.path.middle);
    this.canvas.insert(edge, { x: at.x + 12, y: at.y + 12 });
  }

  // -- connecting ----------------------------------------------------------------------------------------------------
  /** Pressed again while it leads, C takes the next output. */
  nextOutput(node) {
    const led = this.canvas.gestures.current;
    if (!led?.keyboard) return 0;
    return (led.output + 1) % Math.max(1, led.source.outputs.size);
  }

  connect(node, output) {
    const { canvas } = this;
    const led = canvas.gestures.current;
    const source = led?.keyboard ? led.source : node;
    canvas.gestures.cancel();
    if (!source?.outputs.size) return canvas.say(`${source?.name} has no output`);
    canvas.gestures.begin(canvas.connecting(source, output));
    this.focus(source);
    const named = source.card.querySelector(`[data-output="${output}"]`)?.getAttribute('aria-label') ?? source.name;
    return canvas.say(`${named}: arrow keys choose where it leads, Enter connects, Escape cancels`);
  }

  aim(gesture, from, direction) {
    const next = neighbour(this.canvas.board, from ?? gesture.source, direction);
    if (!next) return;
    const reason = gesture.aim(next, null);
    this.focus(next);
    if (reason) this.canvas.say(`${next.name}: ${reason}`);
  }

  finish(gesture, target) {
    this.canvas.gestures.begin(null);
    if (target && target !== gesture.source) gesture.finish(target, null);
    else gesture.cancel();
    this.focus(gesture.source);
  }

  // -- moving --------------------------------------------------------------------------------------------------------
  /** Moves at once; the server hears of it when Alt is let go. */
  nudge(node, [dx, dy], cells) {
    const { board, wires, selection } = this.canvas;
    const group = selection.has(node) ? selection.nodes : [node];
    if (this.nudged && this.nudged.node !== node) this.rest();
    if (!this.nudged) {
      board.hold(group);
      this.nudged = { node, group, x: node.x, y: node.y };
    }
    const to = { x: snap(node.x + dx * GRID * cells), y: snap(node.y + dy * GRID * cells) };
    const by = { x: to.x - node.x, y: to.y - node.y };
    this.nudged.group.forEach(one => board.put(one, one.x + by.x, one.y + by.y));
    wires.draw(this.nudged.group);
    this.canvas.reveal(node.id);
  }

  rest() {
    const { nudged } = this;
    this.nudged = null;
    if (nudged) settle(this.canvas, nudged.group, { dx: nudged.node.x - nudged.x, dy: nudged.node.y - nudged.y });
  }
}

const isCommand = event => event.ctrlKey || event.metaKey;
const isElsewhere = target => target.closest('.menu, .picker, dialog, .mud-dialog') || document.querySelector('dialog[open], .mud-dialog');

function neighbour(board, from, [dx, dy]) {
  const at = inputOf(from);
  return board.all.filter(other => other !== from).map(other => {
    const place = inputOf(other);
    const along = (place.x - at.x) * dx + (place.y - at.y) * dy;
    const across = Math.abs((place.x - at.x) * dy) + Math.abs((place.y - at.y) * dx);
    return { other, along, cost: along + across * 2 };
  }).filter(candidate => candidate.along > 0).sort((a, b) => a.cost - b.cost)[0]?.other;
}
