// The objects on the desk and what is done to them. What follows a change is the surface's business.

import { clipped, grown, moved } from './boxes.js';
import { History } from './history.js';

const NUDGE_WAIT_MS = 250;

export class ObjectDesk {
  history = new History();
  objects = [];
  classifications = [];
  hidden = new Set();
  selected = null;

  get selectedObject() {
    return this.objects.find(o => o.objectId === this.selected) ?? null;
  }

  select(objectId) {
    if (objectId !== this.selected) {
      this.selected = objectId;
      this.refresh();
      this.tell();
    }
  }

  toggle(objectId) {
    this.hidden.has(objectId) ? this.hidden.delete(objectId) : this.hidden.add(objectId);
    this.refresh();
    this.tell();
  }

  remove(objectId) {
    const gone = this.objects.find(o => o.objectId === objectId);
    if (gone && !gone.lock) {
      this.selected = this.selected === objectId ? null : this.selected;
      this.change(this.objects.filter(o => o !== gone));
      this.say(`${this.titleOf(gone)} deleted.`);
    }
  }

  reclass(objectId, schemaId) {
    this.change(this.objects.map(o => (o.objectId === objectId && o.schemaId !== schemaId
      ? { ...o, schemaId, classifications: [] } : o)));
  }

  /** Shows a box under the hand; the change is finished by settle. */
  reshape(box) {
    this.objects = this.objects.map(o => (o.objectId === this.selected && !o.lock ? { ...o, box } : o));
    this.draw();
  }

  settle(before) {
    if (before.some((object, index) => object !== this.objects[index])) {
      this.history.keep(before);
      this.finish();
    }
  }

  restore(before) {
    this.objects = before;
    this.refresh();
  }

  nudge(dx, dy) {
    return this.#edit(box => moved(box, dx, dy, this.view.size), 'nudge');
  }

  growBy(dx, dy) {
    return this.#edit(box => grown(box, dx, dy, this.view.size), 'grow');
  }

  setField(objectId, field, value) {
    const object = this.objects.find(o => o.objectId === objectId);
    if (object && !object.lock && this.isReady && Number.isFinite(value)) {
      const typed = { ...object.box, [field]: value };
      const box = field === 'x' || field === 'y' ? moved(typed, 0, 0, this.view.size) : clipped(typed, this.view.size);
      this.change(this.objects.map(o => (o === object ? { ...o, box } : o)));
    }
    return this.objects.find(o => o.objectId === objectId)?.box[field];
  }

  undo() {
    this.#travel(this.history.undo(this.objects));
  }

  redo() {
    this.#travel(this.history.redo(this.objects));
  }

  #edit(change, gesture) {
    const object = this.selectedObject;
    if (!object?.box || object.lock || !this.isReady) {
      return false;
    }
    this.history.keep(this.objects, `${gesture} ${object.objectId}`);
    this.objects = this.objects.map(o => (o === object ? { ...o, box: change(o.box) } : o));
    this.finish(NUDGE_WAIT_MS);
    return true;
  }

  change(objects) {
    this.history.keep(this.objects);
    this.objects = objects;
    this.finish();
  }

  #travel(objects) {
    if (objects) {
      this.objects = objects;
      this.selected = objects.some(o => o.objectId === this.selected) ? this.selected : null;
      this.finish();
    }
  }
}
