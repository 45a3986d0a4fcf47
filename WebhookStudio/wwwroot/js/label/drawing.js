// Draws the boxes over the picture.

// Pixels of an edge below which a handle in its middle would cover those at its ends.
const ROOM_FOR_THREE = 36;

const HANDLES = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'];

export class Drawing {
  #layer;
  #drawn = new Map();
  #preview = null;

  constructor(layer) {
    this.#layer = layer;
  }

  show({ objects, hidden, selected, classes, size }) {
    const shown = objects.filter(object => object.box && !hidden.has(object.objectId));
    const ids = new Set(shown.map(object => object.objectId));
    for (const [id, element] of this.#drawn) {
      if (!ids.has(id)) {
        element.remove();
        this.#drawn.delete(id);
      }
    }
    for (const object of shown) {
      const element = this.#drawn.get(object.objectId) ?? this.#add(object.objectId);
      const look = classes.get(object.schemaId);
      place(element, object.box, size);
      element.style.setProperty('--class', look?.color ?? 'var(--primary)');
      element.querySelector('.bbox-word').textContent = look?.title || 'Box';
      element.classList.toggle('is-low', object.box.y * size.scale < 26);
      element.classList.toggle('is-narrow', object.box.width * size.scale < ROOM_FOR_THREE);
      element.classList.toggle('is-flat', object.box.height * size.scale < ROOM_FOR_THREE);
      this.#select(element, object.objectId === selected && !object.lock, object.objectId === selected);
    }
  }

  preview(box, color, size) {
    if (!box) {
      this.#preview?.remove();
      this.#preview = null;
      return;
    }
    if (!this.#preview) {
      this.#preview = document.createElement('div');
      this.#preview.className = 'bbox is-preview';
      this.#layer.append(this.#preview);
    }
    this.#preview.style.setProperty('--class', color);
    place(this.#preview, box, size);
  }

  #add(id) {
    const element = document.createElement('div');
    element.className = 'bbox';
    element.dataset.object = id;
    const tag = document.createElement('span');
    tag.className = 'bbox-tag';
    const word = document.createElement('span');
    word.className = 'bbox-word';
    tag.append(document.createElement('i'), word);
    element.append(tag);
    this.#layer.append(element);
    this.#drawn.set(id, element);
    return element;
  }

  #select(element, withHandles, selected) {
    element.classList.toggle('is-selected', selected);
    const has = element.querySelector('.h') !== null;
    if (withHandles && !has) {
      element.append(...HANDLES.map(name => {
        const handle = document.createElement('b');
        handle.className = `h ${name}`;
        handle.dataset.handle = name;
        return handle;
      }));
    } else if (!withHandles && has) {
      element.querySelectorAll('.h').forEach(handle => handle.remove());
    }
    if (selected && element.nextElementSibling) {
      // On top, so that its handles can be reached.
      this.#layer.append(element);
    }
  }
}

function place(element, box, size) {
  Object.assign(element.style, {
    left: `${(box.x / size.width) * 100}%`, top: `${(box.y / size.height) * 100}%`,
    width: `${(box.width / size.width) * 100}%`, height: `${(box.height / size.height) * 100}%`,
  });
}
