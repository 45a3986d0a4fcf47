// The list of all keys, with a field that filters it.
export function sheetOf(root, on) {
  const sheet = root.querySelector('[data-shortcuts]');
  const field = sheet.querySelector('input');
  const rows = [...sheet.querySelectorAll('[data-row]')];
  const none = sheet.querySelector('[data-none]');

  const filter = () => {
    const wanted = field.value.trim().toLowerCase();
    for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
    for (const group of sheet.querySelectorAll('[data-group]')) group.hidden = !group.querySelector('[data-row]:not([hidden])');
    none.hidden = rows.some(row => !row.hidden);
  };

  on(field, 'input', filter);
  on(sheet, 'close', () => {
    field.value = '';
    filter();
  });
  return sheet;
}
