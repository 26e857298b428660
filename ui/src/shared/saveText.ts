/** Lets the person keep `text` as a file called `name`. */
export function saveText(name: string, text: string, type = 'text/csv;charset=utf-8'): void {
  saveBlob(name, new Blob([text], { type }));
}

/** Lets the person keep a PDF, given in base64, as a file called `name`. */
export function saveBytes(name: string, base64: string, type = 'application/pdf'): void {
  saveBlob(name, new Blob([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))], { type }));
}

function saveBlob(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The engine reads the address after the click.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
