// Boxes as numbers: pixels of the picture, x and y at the top left.

export const clamp = (value, low, high) => Math.min(Math.max(value, low), Math.max(low, high));

export const fromCorners = (a, b) => ({
  x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y),
});

export const inside = (point, size) => ({ x: clamp(point.x, 0, size.width), y: clamp(point.y, 0, size.height) });

export const isDrawn = box => box.width >= 1 && box.height >= 1;

/** Moves a box and keeps all of it on the picture. */
export const moved = (box, dx, dy, size) => ({
  ...box,
  x: clamp(box.x + dx, 0, size.width - box.width),
  y: clamp(box.y + dy, 0, size.height - box.height),
});

/** Cuts a box to the picture; at least a pixel of it stays. */
export function clipped(box, size) {
  const x = clamp(box.x, 0, size.width - 1);
  const y = clamp(box.y, 0, size.height - 1);
  return {
    x, y,
    width: clamp(box.x + box.width - x, 1, size.width - x),
    height: clamp(box.y + box.height - y, 1, size.height - y),
  };
}

/** Moves the edges that a handle names: n, e, s, w, or two of them. An edge may be drawn across its opposite. */
export function resized(box, handle, point, size) {
  const to = inside(point, size);
  const left = handle.includes('w') ? to.x : box.x;
  const right = handle.includes('e') ? to.x : box.x + box.width;
  const top = handle.includes('n') ? to.y : box.y;
  const bottom = handle.includes('s') ? to.y : box.y + box.height;
  const result = fromCorners({ x: left, y: top }, { x: right, y: bottom });
  return isDrawn(result) ? result : clipped({ ...result, width: Math.max(1, result.width), height: Math.max(1, result.height) }, size);
}

/** Makes the right and bottom edges go out or in. */
export const grown = (box, dx, dy, size) => ({
  ...box,
  width: clamp(box.width + dx, 1, size.width - box.x),
  height: clamp(box.height + dy, 1, size.height - box.y),
});

/** Finds the smallest shown box at a point, so that a box within another can be reached. */
export function at(objects, hidden, point) {
  const hits = objects.filter(o => o.box && !hidden.has(o.objectId)
    && point.x >= o.box.x && point.x <= o.box.x + o.box.width
    && point.y >= o.box.y && point.y <= o.box.y + o.box.height);
  return hits.sort((a, b) => a.box.width * a.box.height - b.box.width * b.box.height)[0] ?? null;
}

/** A box of a fifth of the picture, in the middle of what is seen. */
export function placed(middle, size) {
  const side = Math.max(2, Math.round(Math.min(size.width, size.height) / 5));
  return moved({ x: middle.x - side / 2, y: middle.y - side / 2, width: side, height: side }, 0, 0, size);
}

export function newObjectId() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('').slice(0, 23);
}
