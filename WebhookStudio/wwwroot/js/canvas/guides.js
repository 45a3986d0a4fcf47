// Lines that show with which other cards a dragged one stands in line, and let it stick there.
import { rectOf, snap, WIDTH } from './shape.js';

const REACH = 6;

/**
 * Finds the place for a card that is dragged: in line with another card if one is within reach, else on the grid.
 * @param {{x, y, height}} raw where the pointer has it
 * @param {{x, y, width, height}[]} others
 * @returns {{x, y, lines: {x?, y?, from, to}[]}} the place, and the lines to show
 */
export function align(raw, others) {
  const x = inLine(raw.x, WIDTH, others, other => [other.x, other.width]);
  const y = inLine(raw.y, raw.height, others, other => [other.y, other.height]);
  const placed = { x: x ?? snap(raw.x), y: y ?? snap(raw.y) };
  return { ...placed, lines: lines({ ...placed, width: WIDTH, height: raw.height }, others) };
}

function inLine(start, size, others, spanOf) {
  let found = null;
  let least = REACH + .01;
  for (const other of others) {
    const [from, length] = spanOf(other);
    for (const part of [0, .5, 1]) {
      const at = from + (length - size) * part;
      const distance = Math.abs(at - start);
      // Cards that stand on the grid need no help to stand in line.
      if (distance < least && snap(at) !== at) [found, least] = [at, distance];
    }
  }
  return found === null ? null : Math.round(found);
}

// One line each way is enough: an edge says more than the middle, and does not run through what is written there.
function lines(card, others) {
  return [along('x', 'y', 'width', 'height', card, others), along('y', 'x', 'height', 'width', card, others)].filter(Boolean);
}

function along(axis, cross, size, length, card, others) {
  for (const part of [0, 1, .5]) {
    const at = card[axis] + card[size] * part;
    const inLine = others.filter(other => Math.abs(other[axis] + other[size] * part - at) < .5);
    if (inLine.length) {
      return {
        [axis]: at,
        from: Math.min(card[cross], ...inLine.map(other => other[cross])),
        to: Math.max(card[cross] + card[length], ...inLine.map(other => other[cross] + other[length])),
      };
    }
  }
  return null;
}

/** Shows lines in the layer above the cards; none take them away. */
export function showGuides(layer, list = []) {
  layer.querySelectorAll('.guide').forEach(line => line.remove());
  for (const line of list) {
    const element = document.createElement('div');
    element.className = 'guide';
    element.style.cssText = 'x' in line
      ? `left:${line.x}px;top:${line.from - 12}px;height:${line.to - line.from + 24}px;width:1px`
      : `top:${line.y}px;left:${line.from - 12}px;width:${line.to - line.from + 24}px;height:1px`;
    layer.append(element);
  }
}

export const othersThan = (board, group) => board.all.filter(node => !group.includes(node)).map(rectOf);
