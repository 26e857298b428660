// Text size of this device: 90 to 130 %, by the root's font size, so that everything in rem follows.
const KEY = 'forecourt-text-size';

export const TEXT_SIZES = ['90', '100', '115', '130'] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

export function textSize(): TextSize {
  const kept = localStorage.getItem(KEY);
  return TEXT_SIZES.find((size) => size === kept) ?? '100';
}

export function applyTextSize(size: TextSize = textSize()): void {
  localStorage.setItem(KEY, size);
  document.documentElement.style.fontSize = size === '100' ? '' : `${size}%`;
}
