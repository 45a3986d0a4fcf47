// What of the canvas is ground, on which something can be put, and what is furniture that stands before it.
import { contains, pointOf } from './shape.js';

export const FURNITURE = '.palette, .canvas-controls, .minimap, .menu, .picker, .canvas-call, dialog';

export const inside = (canvas, event) =>
  contains(canvas.view.frame(), pointOf(event))
  && !document.elementFromPoint(event.clientX, event.clientY)?.closest(FURNITURE);
