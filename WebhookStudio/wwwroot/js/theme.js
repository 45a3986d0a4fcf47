// Runs before the first paint: puts the chosen theme on <html> and tells the server the browser's time zone.
(() => {
  const root = document.documentElement;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const order = ['light', 'dark', 'system'];

  const read = name => document.cookie.split('; ').find(part => part.startsWith(name + '='))?.slice(name.length + 1);
  const write = (name, value) => {
    const secure = location.protocol === 'https:' ? '; secure' : '';
    document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax${secure}`;
  };
  const choice = () => {
    const value = read('ws.theme');
    return order.includes(value) ? value : 'system';
  };

  function apply() {
    const theme = choice();
    const isDark = theme === 'dark' || (theme === 'system' && dark.matches);
    root.classList.toggle('theme-dark', isDark);
    root.classList.toggle('theme-light', !isDark);
    root.dataset.theme = theme;
  }

  apply();
  dark.addEventListener('change', apply);

  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone && read('ws.tz') !== encodeURIComponent(zone)) {
    write('ws.tz', encodeURIComponent(zone));
  }

  window.studio = {
    setCookie: write,
    applyTheme: apply,
    nextTheme() {
      write('ws.theme', order[(order.indexOf(choice()) + 1) % order.length]);
      apply();
    },
    // Tells the server whether the navigation has room beside a page with a detail panel.
    watchRoom(server) {
      const watching = new AbortController();
      const roomy = matchMedia('(min-width: 1600px)');
      const tell = () => server.invokeMethodAsync('RoomAsync', roomy.matches);
      roomy.addEventListener('change', tell, { signal: watching.signal });
      if (roomy.matches) {
        tell();
      }

      return { dispose: () => watching.abort() };
    },
  };
})();
