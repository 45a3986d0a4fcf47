// Which columns the tasks page shows, and how dense its rows are: kept in this browser, and there before the first paint.
(() => {
  const root = document.documentElement;
  const known = 'studio.tasks';
  const read = () => {
    try {
      return JSON.parse(localStorage.getItem(known)) ?? {};
    } catch {
      return {};
    }
  };
  const hidden = () => new Set(read().hidden ?? ['assignee', 'updated']);

  function apply() {
    root.dataset.taskHide = [...hidden()].join(' ');
    root.dataset.taskDensity = read().dense ? 'dense' : 'plain';
    for (const item of document.querySelectorAll('[data-task-column]')) {
      item.setAttribute('aria-checked', String(!hidden().has(item.dataset.taskColumn)));
    }
    for (const button of document.querySelectorAll('[data-task-density]:not(html)')) {
      button.setAttribute('aria-pressed', String(Boolean(read().dense)));
    }
  }

  function keep(change) {
    try {
      localStorage.setItem(known, JSON.stringify({ ...read(), ...change }));
    } catch {
      // Private windows may keep nothing: then the choice lasts as long as the page.
    }
    apply();
  }

  apply();
  document.addEventListener('click', event => {
    const column = event.target.closest?.('[data-task-column]');
    if (column) {
      const next = hidden();
      if (!next.delete(column.dataset.taskColumn)) {
        next.add(column.dataset.taskColumn);
      }
      keep({ hidden: [...next] });
    } else if (event.target.closest?.('[data-task-density]:not(html)')) {
      keep({ dense: !read().dense });
    }
  });
  document.addEventListener('toggle', () => apply(), true);
})();
