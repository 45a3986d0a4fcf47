// Hands over what was pasted as a stream: it may be longer than a message of the circuit.
export const read = area => new Blob([area.value]);

export function template(name) {
  const link = document.createElement('a');
  link.href = `templates/${name}`;
  link.download = name;
  link.click();
}

export async function save(name, stream) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([await stream.arrayBuffer()], { type: 'application/json' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
