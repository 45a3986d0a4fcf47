// What is selected: stages, or one connector. The browser shows it at once and tells the server after it.
export class Selection {
  constructor(canvas) {
    this.canvas = canvas;
    this.ids = new Set();
    this.edge = null;
  }

  get nodes() { return [...this.ids].map(id => this.canvas.board.get(id)).filter(Boolean); }

  get keys() { return this.nodes.map(node => node.key); }

  has(node) { return this.ids.has(node.id); }

  /** Selects stages in place of what is selected; the server hears of it unless it said so itself. */
  set(ids, told = false) {
    const same = !this.edge && ids.length === this.ids.size && ids.every(id => this.ids.has(id));
    this.ids = new Set(ids);
    this.edge = null;
    this.show();
    if (!same && !told) this.canvas.call('SelectAsync', this.keys);
  }

  toggle(id) {
    const ids = new Set(this.ids);
    if (!ids.delete(id)) ids.add(id);
    this.set([...ids]);
  }

  setEdge(edge) {
    const had = this.ids.size > 0;
    this.ids = new Set();
    this.edge = edge && { from: edge.from, output: edge.output };
    this.show();
    if (had) this.canvas.call('SelectAsync', []);
  }

  /** After cards came and went, and after every change: what is selected looks selected. */
  show() {
    const { board, wires, tools } = this.canvas;
    for (const node of board.all) node.card.toggleAttribute('data-selected', this.ids.has(node.id));
    const chosen = this.edge && wires.find(this.edge.from, this.edge.output);
    if (this.edge && !chosen) this.edge = null;
    for (const edge of wires.edges) edge.group.toggleAttribute('data-selected', edge === chosen);
    this.canvas.root.toggleAttribute('data-several', this.ids.size > 1);
    tools?.refresh();
    this.rove();
  }

  /** One card is reached with Tab; arrows lead from it to the others. */
  rove(node) {
    const { board } = this.canvas;
    this.stop = (node ?? board.get(this.stop?.id) ?? this.nodes[0] ?? board.all[0]) || null;
    for (const other of board.all) {
      const index = other === this.stop ? 0 : -1;
      if (other.card.tabIndex !== index) other.card.tabIndex = index;
    }
  }
}
