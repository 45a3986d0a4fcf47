// Hands over the body that is checked: the bytes of a chosen file, or what was pasted.
export function attach(root) {
  const file = root.querySelector('[data-checker-file]');
  const body = root.querySelector('[data-checker-body]');
  const told = root.querySelector('[data-checker-chosen]');
  const usual = told.textContent;

  file.addEventListener('change', () => {
    const chosen = file.files[0];
    body.value = '';
    told.textContent = chosen ? `${chosen.name}, ${chosen.size.toLocaleString('en')} bytes, is checked.` : usual;
  });
  body.addEventListener('input', () => {
    file.value = '';
    told.textContent = usual;
  });
}

export const read = root =>
  root.querySelector('[data-checker-file]').files[0] ?? new Blob([root.querySelector('[data-checker-body]').value]);
