// What every part of the canvas agrees on: the grid, the size of a card, and how far a pointer may tremble.
export const GRID = 16;
export const WIDTH = 232;

/** How far below the top of a card its input lies, and the output of one that has no names. */
export const IN_Y = 42;

/** How near the end of a wire must come to a port to stick to it, in pixels of the screen. */
export const SNAP = 24;

const THRESHOLD = 4;

export const snap = value => Math.round(value / GRID) * GRID;
export const far = (event, from) => Math.hypot(event.clientX - from.x, event.clientY - from.y) >= THRESHOLD;
export const pointOf = event => ({ x: event.clientX, y: event.clientY });
export const isStill = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

export const rectOf = node => ({ x: node.x, y: node.y, width: WIDTH, height: node.height });
export const inputOf = node => ({ x: node.x, y: node.y + IN_Y });
export const outputOf = (node, output) => ({ x: node.x + WIDTH, y: node.y + (node.outputs.get(output) ?? IN_Y) });

/** The smallest rectangle round all of them, or nothing if there is none. */
export function bounds(rects) {
  if (!rects.length) return null;
  const x = Math.min(...rects.map(r => r.x));
  const y = Math.min(...rects.map(r => r.y));
  return {
    x,
    y,
    width: Math.max(...rects.map(r => r.x + r.width)) - x,
    height: Math.max(...rects.map(r => r.y + r.height)) - y,
  };
}

export const overlaps = (a, b) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

export const contains = (rect, { x, y }) =>
  x >= rect.left && x <= rect.right && y >= rect.top && y <= rect.bottom;

/** A field in which keys mean letters. */
export const typing = target =>
  target instanceof Element && target.closest('input, textarea, select, [contenteditable]');
