// The width of the settings: dragged or moved by arrows, and remembered by the browser.
const key = 'ws.drawer';
const least = 360;
const most = 640;
const usual = 440;

const clamp = width => Math.round(Math.max(least, Math.min(most, width)));

export function resizable(edge) {
  // Closed again before the script was there.
  if (!edge) return;

  const show = width => {
    document.documentElement.style.setProperty('--drawer-width', `${width}px`);
    edge.setAttribute('aria-valuenow', String(width));
  };
  const keep = width => {
    show(width);
    localStorage.setItem(key, String(width));
  };
  const now = () => Number(edge.getAttribute('aria-valuenow'));

  show(clamp(Number(localStorage.getItem(key)) || usual));

  edge.addEventListener('pointerdown', event => {
    event.preventDefault();
    edge.setPointerCapture(event.pointerId);
    const from = now() + event.clientX;
    const move = moved => show(clamp(from - moved.clientX));
    edge.addEventListener('pointermove', move);
    edge.addEventListener('lostpointercapture', () => {
      edge.removeEventListener('pointermove', move);
      keep(now());
    }, { once: true });
  });

  edge.addEventListener('dblclick', () => keep(usual));

  edge.addEventListener('keydown', event => {
    const width = { ArrowLeft: now() + 16, ArrowRight: now() - 16, Home: least, End: most }[event.key];
    if (width !== undefined) {
      event.preventDefault();
      keep(clamp(width));
    }
  });
}
