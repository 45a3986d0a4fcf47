// The way of a connector: out of the right side of a card, into the left side of another, in right angles with rounded
// corners, round the cards that lie between. Of a handful of simple ways the cheapest is taken.
const RADIUS = 12;
const LEAVE = 5;
const ARRIVE = 12;
const STUB = 20;
const MARGIN = 8;
const LANE = 26;
const CROSSING = 4000;
const BEND = 18;

/**
 * Gives the line, its arrow head, its corners and its middle.
 * @param {{x, y}} from the port it leaves
 * @param {{x, y}} to the port it enters
 * @param {{x, y, width, height}[]} cards those it should not run below
 * @param {number} output its number at its card; ways of the same card bend one beside the other
 */
export function route(from, to, cards = [], output = 0) {
  const a = { x: from.x + LEAVE, y: from.y };
  const b = { x: to.x - ARRIVE, y: to.y };
  const near = cards.filter(card => touches(card, a, b));
  const points = best(ways(a, b, near, output), near);
  return {
    points,
    line: rounded(points),
    head: `M${b.x + 6} ${b.y}l-9 -5v10z`,
    middle: middle(points),
    isShort: points.length === 2 && b.x - a.x < 90,
  };
}

/** The distance of a point to the line through the corners. */
export function distanceTo(points, { x, y }) {
  let least = Infinity;
  for (let i = 1; i < points.length; i++) {
    const [p, q] = [points[i - 1], points[i]];
    const nx = Math.max(Math.min(p.x, q.x), Math.min(x, Math.max(p.x, q.x)));
    const ny = Math.max(Math.min(p.y, q.y), Math.min(y, Math.max(p.y, q.y)));
    least = Math.min(least, Math.hypot(x - nx, y - ny));
  }
  return least;
}

// Far away cards cannot be in the way, whatever way is taken.
function touches(card, a, b) {
  const reach = 320;
  return card.x < Math.max(a.x, b.x) + reach && card.x + card.width > Math.min(a.x, b.x) - reach
    && card.y < Math.max(a.y, b.y) + reach && card.y + card.height > Math.min(a.y, b.y) - reach;
}

function ways(a, b, cards, output) {
  const list = [];
  const forward = b.x - a.x;
  if (Math.abs(a.y - b.y) < 1 && forward > 0) list.push([a, { x: b.x, y: a.y }]);
  if (forward >= 2 * RADIUS) {
    // A long way bends just before its target: further left it would more often run below a card.
    const bends = [forward > 80 ? b.x - STUB : (a.x + b.x) / 2, a.x + STUB + output * 8, (a.x + b.x) / 2];
    for (const x of bends) list.push([a, { x, y: a.y }, { x, y: b.y }, b]);
  }
  const right = a.x + 8 + output * 3;
  const left = b.x - STUB + 1;
  for (const y of lanes(a, b, cards)) list.push([a, { x: right, y: a.y }, { x: right, y }, { x: left, y }, { x: left, y: b.y }, b]);
  return list;
}

/** The heights at which a way can pass: between the two ports, and above and below every card that is near. */
function lanes(a, b, cards) {
  const free = new Set([(a.y + b.y) / 2]);
  for (const card of cards) {
    free.add(card.y - LANE);
    free.add(card.y + card.height + LANE);
  }
  // Between two rows that are close the middle is better than the edge of either.
  const tops = cards.map(card => card.y);
  for (const card of cards) {
    const bottom = card.y + card.height;
    const below = tops.filter(top => top > bottom).sort((p, q) => p - q)[0];
    if (below - bottom < 2 * LANE + 40) free.add((bottom + below) / 2);
  }
  return free;
}

function best(list, cards) {
  let chosen = list[0];
  let least = Infinity;
  for (const points of list) {
    const cost = costOf(points, cards, least);
    if (cost < least) [chosen, least] = [points, cost];
  }
  return simplified(chosen);
}

function costOf(points, cards, limit) {
  let cost = (points.length - 2) * BEND;
  for (let i = 1; i < points.length; i++) {
    cost += distance(points[i - 1], points[i]);
    if (cost > limit) return cost;
    for (const card of cards) {
      if (crosses(points[i - 1], points[i], card, i === 1, i === points.length - 1)) cost += CROSSING;
    }
  }
  return cost;
}

// The first piece starts at a card and the last one ends at one: there they may come near it.
function crosses(p, q, card, first, last) {
  const m = first || last ? 0 : MARGIN;
  return Math.max(p.x, q.x) > card.x - m && Math.min(p.x, q.x) < card.x + card.width + m
    && Math.max(p.y, q.y) > card.y - m && Math.min(p.y, q.y) < card.y + card.height + m;
}

function simplified(points) {
  return points.filter((point, i) => i === 0 || i === points.length - 1
    || !(straight(points[i - 1], point, points[i + 1])));
}

const straight = (a, b, c) => (Math.abs(a.y - b.y) < .5 && Math.abs(b.y - c.y) < .5)
  || (Math.abs(a.x - b.x) < .5 && Math.abs(b.x - c.x) < .5);

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
  let rest = points.slice(1).reduce((sum, point, i) => sum + distance(points[i], point), 0) / 2;
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
