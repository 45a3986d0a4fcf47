// Mouse, pen and finger on the canvas.

import { at, fromCorners, inside, isDrawn, moved, resized } from './boxes.js';

const DRAG_PX = 4;

/** @param surface The surface of LabelSurface.razor.js. */
export function bindPointer(canvas, surface, signal) {
  let gesture = null;
  let corner = null;

  const point = event => surface.view.toPicture(event.clientX, event.clientY);
  const onPicture = event => inside(point(event), surface.view.size);
  const previewTo = event => surface.preview(fromCorners(corner, onPicture(event)));

  const drop = () => {
    gesture = null;
    corner = null;
    surface.preview(null);
  };

  function begin(event) {
    if (surface.isPanning || event.button === 1) {
      return { kind: 'pan', x: event.clientX, y: event.clientY };
    }
    const handle = event.target.closest?.('[data-handle]');
    const selected = surface.selectedObject;
    if (handle && selected && !corner) {
      return { kind: 'resize', handle: handle.dataset.handle, from: selected.box, before: surface.objects };
    }
    if (surface.tool === 'box') {
      if (!surface.canDraw) {
        return null;
      }
      const second = corner !== null;
      corner ??= onPicture(event);
      return { kind: 'draw', second, x: event.clientX, y: event.clientY, dragged: false };
    }
    const hit = at(surface.objects, surface.hidden, point(event));
    surface.select(hit?.objectId ?? null);
    return hit && !hit.lock
      ? { kind: 'move', start: point(event), from: hit.box, before: surface.objects, x: event.clientX, y: event.clientY }
      : null;
  }

  function go(event) {
    switch (gesture.kind) {
      case 'pan':
        surface.view.pan(event.clientX - gesture.x, event.clientY - gesture.y);
        gesture.x = event.clientX;
        gesture.y = event.clientY;
        break;
      case 'draw':
        gesture.dragged ||= Math.hypot(event.clientX - gesture.x, event.clientY - gesture.y) > DRAG_PX;
        previewTo(event);
        break;
      case 'resize':
        surface.reshape(resized(gesture.from, gesture.handle, point(event), surface.view.size));
        break;
      case 'move':
        gesture.dragged ||= Math.hypot(event.clientX - gesture.x, event.clientY - gesture.y) > DRAG_PX;
        if (gesture.dragged) {
          const now = point(event);
          surface.reshape(moved(gesture.from, now.x - gesture.start.x, now.y - gesture.start.y, surface.view.size));
        }
        break;
    }
  }

  function end(event) {
    if (gesture.kind === 'draw') {
      const box = fromCorners(corner, onPicture(event));
      if (gesture.dragged || gesture.second) {
        drop();
        if (isDrawn(box)) {
          surface.add(box);
        }
      }
    } else if (gesture.kind !== 'pan') {
      surface.settle(gesture.before);
    }
    gesture = null;
  }

  canvas.addEventListener('pointerdown', event => {
    if (!surface.isReady || (event.button !== 0 && event.button !== 1) || event.target.closest('button, a')) {
      return;
    }
    event.preventDefault();
    canvas.focus({ preventScroll: true });
    gesture = begin(event);
    if (gesture) {
      canvas.setPointerCapture(event.pointerId);
    }
  }, { signal });

  canvas.addEventListener('pointermove', event => {
    surface.pointer = { x: event.clientX, y: event.clientY };
    if (gesture) {
      go(event);
    } else if (corner) {
      previewTo(event);
    }
  }, { signal });

  canvas.addEventListener('pointerup', event => gesture && end(event), { signal });
  canvas.addEventListener('pointerleave', () => { surface.pointer = null; }, { signal });
  canvas.addEventListener('pointercancel', () => {
    if (gesture?.before) {
      surface.settle(gesture.before);
    }
    drop();
  }, { signal });

  canvas.addEventListener('wheel', event => {
    if (!surface.isReady) {
      return;
    }
    event.preventDefault();
    const unit = event.deltaMode === 1 ? 16 : 1;
    if (event.ctrlKey || event.metaKey) {
      surface.view.zoom(Math.exp(-event.deltaY * unit * 0.002), event.clientX, event.clientY);
    } else {
      const sideways = event.shiftKey && event.deltaX === 0;
      surface.view.pan(-(sideways ? event.deltaY : event.deltaX) * unit, sideways ? 0 : -event.deltaY * unit);
    }
  }, { passive: false, signal });

  return {
    /** Gives up a half-drawn box; returns whether there was one. */
    cancel() {
      const busy = corner !== null || gesture !== null;
      if (gesture?.before) {
        surface.restore(gesture.before);
      }
      drop();
      return busy;
    },
  };
}
