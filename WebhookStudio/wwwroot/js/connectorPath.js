// The way of a connector: out of the right side of a card, into the left side of another, corners rounded.
export const WIDTH = 232;
export const HEIGHT = 84;

const RADIUS = 12;
const OUT = 5;
const IN = 12;
const BEND = 27;

// How far below the top of a card its outputs lie: the one by which tasks go on, and Failed.
const OUTPUTS = [HEIGHT / 2, 68];

/** Takes the top left corners of two cards and the number of the output; gives the line, its arrow head and its middle. */
export function route(from, to, output = 0) {
  const a = { x: from.x + WIDTH + OUT, y: from.y + OUTPUTS[output] };
  const b = { x: to.x - IN, y: to.y + HEIGHT / 2 };
  const points = corners(a, b, from, to);
  const head = `M${b.x + 6} ${b.y}l-9 -5v10z`;
  return { line: rounded(points), head, middle: middle(points), isShort: points.length === 2 && b.x - a.x < 90 };
}

function corners(a, b, from, to) {
  if (b.x - a.x >= 2 * BEND - 20 || (a.y === b.y && b.x > a.x)) {
    if (a.y === b.y) return [a, b];
    // A long way bends just before its target: further left it could run below a card.
    const x = b.x - a.x > 80 ? b.x - 20 : (a.x + b.x) / 2;
    return [a, { x, y: a.y }, { x, y: b.y }, b];
  }
  // Backwards: round the outside, between the two rows if there is room, else below both.
  const gap = Math.abs(from.y - to.y) > HEIGHT + 2 * RADIUS;
  const y = gap ? (from.y + to.y + HEIGHT) / 2 : Math.max(from.y, to.y) + HEIGHT + 28;
  const right = a.x + BEND - 12;
  const left = b.x - BEND + 8;
  return [a, { x: right, y: a.y }, { x: right, y }, { x: left, y }, { x: left, y: b.y }, b];
}

function rounded(points) {
  let path = `M${points[0].x} ${points[0].y}`;
  for (let i = 1; i < points.length - 1; i++) {
    const [before, at, after] = [points[i - 1], points[i], points[i + 1]];
    const r = Math.min(RADIUS, distance(before, at) / 2, distance(at, after) / 2);
    const enter = towards(at, before, r);
    const leave = towards(at, after, r);
    path += `L${enter.x} ${enter.y}Q${at.x} ${at.y} ${leave.x} ${leave.y}`;
  }
  const last = points[points.length - 1];
  return `${path}L${last.x} ${last.y}`;
}

function middle(points) {
  const total = points.slice(1).reduce((sum, point, i) => sum + distance(points[i], point), 0);
  let rest = total / 2;
  for (let i = 1; i < points.length; i++) {
    const length = distance(points[i - 1], points[i]);
    if (rest <= length) return towards(points[i - 1], points[i], rest);
    rest -= length;
  }
  return points[0];
}

const distance = (a, b) => Math.abs(a.x - b.x) + Math.abs(a.y - b.y);

function towards(from, to, by) {
  const length = distance(from, to) || 1;
  return { x: from.x + ((to.x - from.x) / length) * by, y: from.y + ((to.y - from.y) / length) * by };
}
