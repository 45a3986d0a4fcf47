// The chart of the log: a bar, or several that are drawn over, set the time. Arrows read the bars, with Shift they select.
export function watchHistogram(root, signal) {
  const options = { signal };
  let drag = null;
  let cursor = null;

  const chartOf = target => target instanceof Element ? target.closest('[data-histogram]') : null;
  const bars = chart => [...chart.querySelectorAll('[data-bar]')];
  const tip = chart => chart.parentElement.querySelector('[data-histogram-tip]');

  const barAt = (chart, x) => {
    const all = bars(chart);
    const box = chart.querySelector('svg').getBoundingClientRect();
    return Math.min(all.length - 1, Math.max(0, Math.floor((x - box.left) / box.width * all.length)));
  };

  const words = (chart, first, last) => {
    const all = bars(chart);
    return first === last ? all[first].dataset.words
      : `${all[first].dataset.words.split(' - ')[0]} - ${all[last].dataset.words.split(': ')[0].split(' - ')[1]}`;
  };

  const show = (chart, from, to) => {
    const [first, last] = from < to ? [from, to] : [to, from];
    const mark = chart.querySelector('[data-selection]');
    const width = chart.querySelector('svg').viewBox.baseVal.width / bars(chart).length;
    mark.setAttribute('x', first * width);
    mark.setAttribute('width', (last - first + 1) * width);
    tip(chart).textContent = words(chart, first, last);
    place(chart, (first + last + 1) / 2 / bars(chart).length);
  };

  const place = (chart, at) => {
    const note = tip(chart);
    const box = chart.getBoundingClientRect();
    const half = note.offsetWidth / 2;
    note.style.left = `${chart.offsetLeft + Math.min(box.width - half, Math.max(half, at * box.width))}px`;
  };

  const clear = chart => {
    chart.querySelector('[data-selection]')?.setAttribute('width', 0);
    tip(chart).textContent = '';
  };

  const apply = (chart, from, to) => {
    const all = bars(chart);
    const [first, last] = from < to ? [from, to] : [to, from];
    const url = new URL(chart.dataset.rangeUrl, location.href);
    url.searchParams.set('range', `${all[first].dataset.from}/${all[last].dataset.to}`);
    const link = document.createElement('a');
    link.href = url.pathname + url.search;
    chart.append(link);
    link.click();
    link.remove();
  };

  root.addEventListener('pointerdown', event => {
    const chart = chartOf(event.target);
    if (!chart || event.button !== 0) {
      return;
    }
    chart.setPointerCapture(event.pointerId);
    const at = barAt(chart, event.clientX);
    drag = { chart, from: at, to: at };
    show(chart, at, at);
  }, options);

  root.addEventListener('pointermove', event => {
    const chart = drag?.chart ?? chartOf(event.target);
    if (!chart) {
      return;
    }
    const at = barAt(chart, event.clientX);
    if (drag) {
      drag.to = at;
      show(chart, drag.from, at);
    } else {
      show(chart, at, at);
    }
  }, options);

  root.addEventListener('pointerup', () => {
    if (drag) {
      const { chart, from, to } = drag;
      drag = null;
      clear(chart);
      apply(chart, from, to);
    }
  }, options);

  root.addEventListener('pointercancel', () => {
    if (drag) {
      clear(drag.chart);
      drag = null;
    }
  }, options);

  root.addEventListener('pointerout', event => {
    const chart = chartOf(event.target);
    if (chart && !drag && !chart.contains(event.relatedTarget) && document.activeElement !== chart) {
      clear(chart);
    }
  }, options);

  root.addEventListener('focusout', event => {
    const chart = chartOf(event.target);
    if (chart) {
      cursor = null;
      clear(chart);
    }
  }, options);

  root.addEventListener('keydown', event => {
    const chart = chartOf(event.target);
    if (!chart || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const last = bars(chart).length - 1;
    const now = cursor ?? { from: last, to: last };
    const to = {
      ArrowLeft: cursor ? now.to - 1 : last, ArrowRight: cursor ? now.to + 1 : 0, Home: 0, End: last,
    }[event.key];
    if (to !== undefined) {
      const at = Math.min(last, Math.max(0, to));
      cursor = { from: event.shiftKey ? now.from : at, to: at };
      show(chart, cursor.from, cursor.to);
    } else if (event.key === 'Enter' && cursor) {
      const { from, to: end } = cursor;
      cursor = null;
      clear(chart);
      apply(chart, from, end);
    } else if (event.key === 'Escape' && cursor) {
      cursor = null;
      clear(chart);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }, options);
}
