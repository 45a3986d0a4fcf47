// From presses, moves and releases of pointers to gestures. One gesture goes on at a time; moves come once a frame.
import { far, pointOf } from './shape.js';
import { FURNITURE } from './ground.js';
import { panning } from './panning.js';
import { dragging } from './dragging.js';
import { marquee } from './marquee.js';
import { bringing } from './bringing.js';
import { connecting } from './connecting.js';
import { detaching, gripOf } from './detaching.js';
import { Pinch } from './pinch.js';

const LONG_PRESS = 500;

export class Gestures {
  constructor(canvas, on) {
    this.canvas = canvas;
    this.pinch = new Pinch(canvas.view);
    this.space = false;
    const { root } = canvas;
    on(root, 'pointerdown', event => this.press(event));
    on(root, 'click', event => this.click(event), { capture: true });
    on(root, 'wheel', event => this.wheel(event), { passive: false });
    on(root, 'contextmenu', event => this.menu(event));
    on(root, 'dblclick', event => this.rename(event));
    on(window, 'pointermove', event => this.move(event));
    on(window, 'pointerup', event => this.release(event));
    on(window, 'pointercancel', event => this.lose(event));
    on(window, 'blur', () => this.setSpace(false));
  }

  get busy() { return Boolean(this.current); }

  begin(gesture) {
    this.current = gesture;
    this.canvas.root.toggleAttribute('data-busy', Boolean(gesture));
    this.canvas.tools.hover(null);
  }

  press(event) {
    this.suppress = false;
    if (event.pointerType === 'touch' && this.pinch.down(event)) return this.cancel();
    if (this.current) return undefined;
    const { target, button } = event;
    const { canvas } = this;
    const card = canvas.board.of(target);
    this.origin = pointOf(event);
    if (button === 1 || (button === 0 && this.space)) return this.begin(panning(canvas, event));
    if (button !== 0) return undefined;
    const item = target.closest('[data-palette]');
    if (item && !canvas.readOnly) return this.begin(bringing(canvas, event, item));
    if (target.closest(FURNITURE) || target.closest('.edge-buttons, [data-overlay] input')) return undefined;
    if (card && event.pointerType === 'touch') this.wait(event, card);
    return this.pressCanvas(event, target, card);
  }

  pressCanvas(event, target, card) {
    const { canvas } = this;
    const port = target.closest('[data-port]');
    if (port && !canvas.readOnly) return this.pressPort(event, port, card);
    if (target.closest('.node a, .node button')) return undefined;
    if (card && (event.ctrlKey || event.metaKey || event.shiftKey)) return canvas.selection.toggle(card.id);
    if (card && canvas.readOnly) return this.begin(panning(canvas, event, () => canvas.open(card)));
    if (card) return this.begin(dragging(canvas, event, card));
    const edge = canvas.wires.of(target);
    if (edge) return this.pressEdge(event, edge);
    if (event.shiftKey && event.pointerType !== 'touch') return this.begin(marquee(canvas, event));
    return this.begin(panning(canvas, event));
  }

  pressPort(event, port, card) {
    const { canvas } = this;
    event.preventDefault();
    card.card.focus({ preventScroll: true });
    if (port.dataset.port === 'out') return this.begin(connecting(canvas, card, Number(port.dataset.output), { event }));
    const edge = canvas.wires.edges.findLast(other => other.to === card.id);
    return edge ? this.begin(detaching(canvas, event, edge, 'to')) : this.begin(dragging(canvas, event, card));
  }

  pressEdge(event, edge) {
    const { canvas } = this;
    event.preventDefault();
    canvas.root.focus({ preventScroll: true });
    this.suppress = true;
    const grip = canvas.readOnly ? null : gripOf(edge, canvas.view, event);
    if (grip) return this.begin(detaching(canvas, event, edge, grip));
    return canvas.selection.setEdge(edge);
  }

  move(event) {
    if (this.pinch.move(event)) return;
    if (this.waiting && far(event, this.origin)) this.stopWaiting();
    if (!this.current) return;
    this.last = event;
    this.frame ||= requestAnimationFrame(() => this.flush());
  }

  flush() {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    const { last } = this;
    this.last = null;
    if (last) this.current?.move?.(last);
  }

  release(event) {
    this.stopWaiting();
    if (this.pinch.up(event)) return;
    const { current } = this;
    if (!current || current.keyboard) return;
    this.last = event;
    this.flush();
    // A gesture that goes on after the release is one of two clicks.
    if (current.end(event) === 'more') {
      this.suppress = true;
      return;
    }
    this.suppress ||= Boolean(current.moved || current.clicks);
    this.finish(current);
  }

  finish(gesture) {
    if (this.current === gesture) this.begin(null);
  }

  lose(event) {
    this.pinch.up(event);
    this.cancel();
  }

  cancel() {
    this.stopWaiting();
    const { current } = this;
    this.begin(null);
    current?.cancel?.();
    return Boolean(current);
  }

  // After a drag the click that follows it must open nothing.
  click(event) {
    const { canvas } = this;
    const port = event.target.closest('[data-port="out"]');
    // Pressed without a pointer, by a screen reader: the connector goes on with the keyboard.
    if (port && event.detail === 0 && !canvas.readOnly && !this.current) {
      canvas.keys.connect(canvas.board.of(port), Number(port.dataset.output));
    } else if (this.suppress && event.target.closest('.canvas-world, [data-palette]') && !event.target.closest('.edge-buttons')) {
      event.stopPropagation();
      event.preventDefault();
    }
    this.suppress = false;
  }

  wheel(event) {
    if (event.target.closest('.palette, .menu, .picker, dialog')) return;
    event.preventDefault();
    this.canvas.view.wheel(event);
  }

  menu(event) {
    const card = this.canvas.board.of(event.target);
    if (event.target.closest(FURNITURE) && !event.target.closest('.stage-menu')) return;
    event.preventDefault();
    if (card && !this.current) this.canvas.menu.open(card, pointOf(event));
  }

  rename(event) {
    const card = this.canvas.board.of(event.target);
    if (card && !this.canvas.readOnly && event.target.closest('.node-main')) this.canvas.rename(card);
  }

  /** A finger that stays where it is asks for the menu. */
  wait(event, card) {
    const at = pointOf(event);
    this.waiting = setTimeout(() => {
      this.cancel();
      this.suppress = true;
      this.canvas.menu.open(card, at);
    }, LONG_PRESS);
  }

  stopWaiting() {
    clearTimeout(this.waiting);
    this.waiting = 0;
  }

  setSpace(down) {
    this.space = down;
    this.canvas.root.toggleAttribute('data-panning-ready', down);
  }
}
