// How an invitation is shown.

/** A code in two groups of five. */
export const groupedCode = (code: string): string => `${code.slice(0, 5)} ${code.slice(5)}`;

/** Milliseconds as `9:05`. */
export function clockText(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** An image's text as an address for `<img>`, where no script of it can run. */
export const svgAddress = (svg: string): string => `data:image/svg+xml,${encodeURIComponent(svg)}`;
