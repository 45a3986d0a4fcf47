// The labeler's hand: what is drawn lives here. The server hears of every finished change, never of a pointer's way.

import { clipped, newObjectId, placed } from '../../js/label/boxes.js';
import { Drafts } from '../../js/label/drafts.js';
import { Drawing } from '../../js/label/drawing.js';
import { bindKeys } from '../../js/label/keys.js';
import { ObjectDesk } from '../../js/label/object-desk.js';
import { Page } from '../../js/label/page.js';
import { bindPointer } from '../../js/label/pointer.js';
import { View } from '../../js/label/view.js';
import { WorkTime } from '../../js/label/work-time.js';

const ZOOM_STEP = 1.25;

export const create = (canvas, server) => new Surface(canvas, server);

class Surface extends ObjectDesk {
  #server;
  #page;
  #drawing;
  #drafts = null;
  #time;
  #pointerKeys;
  #leaving = new AbortController();
  #telling = null;
  #held = false;
  #task = null;
  #classes = new Map();
  #class = null;
  #keyed = new Map();

  tool = 'box';
  pointer = null;
  isReady = false;

  constructor(canvas, server) {
    super();
    const signal = this.#leaving.signal;
    this.#server = server;
    this.#page = new Page(canvas, this, signal);
    this.#drawing = new Drawing(this.#page.layer);
    this.view = new View(canvas, this.#page.asset);
    this.view.onChange = () => {
      this.#page.showZoom(this.view.scale);
      this.draw();
    };
    this.#time = new WorkTime((sum, idle) => this.#page.showTime(sum, idle));
    this.#pointerKeys = bindPointer(canvas, this, signal);
    bindKeys(this.#page.root, this, signal);
  }

  /** Puts a task on the desk. Returns what there is to label, and whether it comes from a draft. */
  load(task) {
    this.#pointerKeys.cancel();
    clearTimeout(this.#telling);
    this.history.clear();
    this.#task = task;
    this.#drafts = new Drafts(task.email, task.taskId);
    this.#classes = new Map(task.classes.map(look => [look.schemaId, look]));
    this.#keyed = new Map(task.classes.filter(look => look.drawable && look.key).map(look => [look.key, look.schemaId]));
    const draft = task.readOnly ? null : this.#drafts.find();
    this.objects = task.readOnly ? task.objects.map(o => ({ ...o, lock: true })) : (draft ?? task).objects;
    this.classifications = (draft ?? task).classifications;
    this.hidden = new Set();
    this.selected = null;
    this.#time.restart(draft?.time);
    this.#page.showDraft(draft ? (draft.stamp === task.stamp ? 'restored' : 'outdated') : 'none');
    this.#chooseFirst();
    this.isReady = false;
    this.#page.showPicture(task, size => {
      this.isReady = true;
      this.view.use(size);
    });
    this.refresh();
    return this.#state();
  }

  /** Takes the task from the desk after it was handed in. */
  handedIn() {
    this.#drafts?.clear();
    this.#page.showDraft('none');
  }

  /** Notes that labels were stored on the server while the task stays here. */
  stored(stamp) {
    this.#task = { ...this.#task, stamp, objects: this.objects, classifications: this.classifications };
    this.#time.restart();
    this.handedIn();
  }

  discardDraft() {
    this.#drafts.clear();
    return this.load(this.#task);
  }

  collect() {
    return { state: this.#state(), time: this.#time.read() };
  }

  close() {
    this.#task = null;
    this.isReady = false;
    clearTimeout(this.#telling);
  }

  dispose() {
    clearTimeout(this.#telling);
    this.#leaving.abort();
    this.#time.stop();
    this.view.watcher.disconnect();
  }

  setAnswers(answers, objectId) {
    if (objectId === null) {
      this.classifications = answers;
    } else {
      this.history.keep(this.objects, `answers ${objectId}`);
      this.objects = this.objects.map(o => (o.objectId === objectId ? { ...o, classifications: answers } : o));
    }
    this.#keepDraft();
    this.refresh();
  }

  // Tools

  get isOpen() {
    return this.#task !== null;
  }

  get isPanning() {
    return this.#held || this.tool === 'pan';
  }

  get canDraw() {
    return this.#class !== null && !this.#task?.readOnly;
  }

  use(tool) {
    this.#pointerKeys.cancel();
    this.tool = tool === 'box' && !this.canDraw ? 'select' : tool;
    this.refresh();
  }

  hold(held) {
    this.#held = held;
    this.#page.showTool(this);
  }

  choose(schemaId) {
    if (this.#classes.get(schemaId)?.drawable && !this.#task?.readOnly) {
      this.#class = schemaId;
      this.use('box');
    }
  }

  chooseByKey(key) {
    const schemaId = this.#keyed.get(key);
    if (schemaId !== undefined) {
      this.choose(schemaId);
    }
    return schemaId !== undefined;
  }

  answerByKey(key) {
    return this.#page.press(key);
  }

  command(name) {
    this.tell();
    this.#call('OnCommand', name);
  }

  zoomIn() {
    this.#zoom(ZOOM_STEP);
  }

  zoomOut() {
    this.#zoom(1 / ZOOM_STEP);
  }

  escape() {
    if (!this.#pointerKeys.cancel()) {
      if (this.selected !== null) {
        this.select(null);
      } else {
        this.use('select');
      }
    }
    return true;
  }

  // Objects

  titleOf(object) {
    return this.#classes.get(object.schemaId)?.title || 'Box';
  }

  say(words) {
    this.#page.say(words);
  }

  preview(box) {
    this.#drawing.preview(box, this.#classes.get(this.#class)?.color ?? 'var(--primary)', this.view.size);
  }

  add(box) {
    const object = {
      objectId: newObjectId(), schemaId: this.#class, kind: 'bounding-box', box: clipped(box, this.view.size),
      classifications: [], lock: false, page: null,
    };
    this.selected = object.objectId;
    this.change([...this.objects, object]);
    this.#page.say(`${this.titleOf(object)} drawn, ${describe(object.box)}.`);
  }

  placeBox() {
    if (this.tool !== 'box' || !this.canDraw || !this.isReady) {
      return false;
    }
    this.add(placed(this.view.middle(), this.view.size));
    return true;
  }

  #zoom(factor) {
    if (this.pointer) {
      this.view.zoom(factor, this.pointer.x, this.pointer.y);
    } else {
      this.view.zoomAtMiddle(factor);
    }
  }

  #chooseFirst() {
    if (!this.#classes.get(this.#class)?.drawable) {
      this.#class = [...this.#classes.values()].find(look => look.drawable)?.schemaId ?? null;
    }
    this.tool = this.tool === 'box' && !this.canDraw ? 'select' : this.tool;
  }

  finish(wait = 0) {
    this.#keepDraft();
    this.refresh();
    this.tell(wait);
  }

  #keepDraft() {
    if (this.#task.readOnly) {
      return;
    }
    const kept = this.#drafts.keep({
      objects: this.objects, classifications: this.classifications, time: this.#time.read(), stamp: this.#task.stamp,
    });
    this.#page.showDraft(kept ? 'saved' : 'failed');
  }

  tell(wait = 0) {
    clearTimeout(this.#telling);
    if (wait > 0) {
      this.#telling = setTimeout(() => this.tell(), wait);
    } else if (this.#task) {
      this.#call('OnChanged', this.#task.taskId, this.#state());
    }
  }

  // While the connection is away nothing is lost: the draft has it, and the next change tells the whole state.
  #call(method, ...args) {
    this.#server.invokeMethodAsync(method, ...args).catch(() => {});
  }

  #state() {
    return {
      objects: this.objects, classifications: this.classifications, selected: this.selected, hidden: [...this.hidden],
    };
  }

  refresh() {
    this.#page.showTool(this);
    this.#page.showClass(this.canDraw ? this.#class : null);
    this.#page.showHistory(this.history);
    this.draw();
  }

  draw() {
    if (this.isReady) {
      this.#drawing.show({
        objects: this.objects, hidden: this.hidden, selected: this.selected, classes: this.#classes,
        size: { ...this.view.size, scale: this.view.scale },
      });
    }
  }
}

const describe = box => `${Math.round(box.width)} by ${Math.round(box.height)} at ${Math.round(box.x)}, ${Math.round(box.y)}`;
