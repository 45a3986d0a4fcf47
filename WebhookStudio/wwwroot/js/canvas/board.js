// Where every card is shown. The server's places come in data-x and data-y; what a person has just moved is ahead of
// them until the answer comes. A card whose place the server changes, or does not change after all, glides there.
import { isStill } from './shape.js';

const GLIDE = 250;

export class Board {
  /** `changed` is called with the moved cards, or with nothing when cards came, went or changed their shape. */
  constructor(root, changed) {
    this.root = root;
    this.changed = changed;
    this.nodes = new Map();
    this.gliding = new Map();
    this.observer = new MutationObserver(() => this.read());
    this.observer.observe(root.querySelector('.nodes'), {
      childList: true, subtree: true, attributes: true, attributeFilter: ['data-x', 'data-y', 'data-height', 'data-ports'],
    });
    this.read();
  }

  get all() { return [...this.nodes.values()]; }

  get(id) { return this.nodes.get(id); }

  of(element) { return this.nodes.get(element?.closest?.('.node')?.dataset.stage); }

  /** Takes over what the server has drawn, before the browser paints it. */
  read() {
    const before = this.nodes;
    const astray = [];
    this.nodes = new Map();
    for (const card of this.root.querySelectorAll('.nodes > .node')) {
      const node = this.take(card, before.get(card.dataset.stage));
      this.nodes.set(node.id, node);
      if (!node.held && (node.x !== node.home.x || node.y !== node.home.y)) astray.push(node);
    }
    for (const node of before.values()) {
      if (this.nodes.get(node.id) !== node) this.gliding.delete(node);
    }
    this.glide(astray);
    this.changed(null);
  }

  take(card, known) {
    const { stage, key, kind, name, x, y, height, ports } = card.dataset;
    const home = { x: Number(x), y: Number(y) };
    const node = known?.card === card ? known : { id: stage, card, held: known?.held ?? 0, x: known?.x ?? home.x, y: known?.y ?? home.y };
    Object.assign(node, {
      key: Number(key), kind, name, home, height: Number(height),
      outputs: new Map((ports || '').split(' ').filter(Boolean).map((at, output) => [output, Number(at)])),
    });
    this.put(node, node.x, node.y);
    return node;
  }

  put(node, x, y) {
    node.x = x;
    node.y = y;
    const [left, top] = [`${x}px`, `${y}px`];
    if (node.card.style.left !== left) node.card.style.left = left;
    if (node.card.style.top !== top) node.card.style.top = top;
  }

  /** From now on the places of these cards are the person's. */
  hold(nodes) {
    for (const node of nodes) {
      node.held++;
      this.gliding.delete(node);
    }
  }

  /** The server has answered: each card is where it says, or goes there. */
  release(nodes) {
    const astray = [];
    for (const held of nodes) {
      const node = this.nodes.get(held.id);
      if (!node) continue;
      node.held = Math.max(0, node.held - 1);
      if (!node.held && (node.x !== node.home.x || node.y !== node.home.y)) astray.push(node);
    }
    this.glide(astray);
  }

  glide(nodes) {
    const now = performance.now();
    for (const node of nodes) {
      const under = this.gliding.get(node);
      if (under?.to.x === node.home.x && under.to.y === node.home.y) continue;
      this.gliding.set(node, { from: { x: node.x, y: node.y }, to: { ...node.home }, start: now });
    }
    if (nodes.length && !this.frame) this.step(isStill() ? Infinity : now);
  }

  step(now) {
    this.frame = 0;
    const moved = [];
    for (const [node, way] of this.gliding) {
      const part = Math.min(1, (now - way.start) / GLIDE);
      const eased = 1 - (1 - part) ** 3;
      this.put(node, way.from.x + (way.to.x - way.from.x) * eased, way.from.y + (way.to.y - way.from.y) * eased);
      if (part >= 1) {
        this.put(node, way.to.x, way.to.y);
        this.gliding.delete(node);
      }
      moved.push(node);
    }
    if (moved.length) this.changed(moved);
    if (this.gliding.size) this.frame = requestAnimationFrame(next => this.step(next));
    else this.settled?.();
  }

  dispose() {
    this.observer.disconnect();
    cancelAnimationFrame(this.frame);
  }
}
