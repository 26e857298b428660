/** Lets the person keep `text` as a file called `name`. */
export function saveText(name: string, text: string, type = 'text/csv;charset=utf-8'): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The engine reads the address after the click.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
