// How this device shows things, beside colours and text size: stronger outlines, and whether single keys do anything.
const OUTLINE = 'forecourt-outline';
const KEYS = 'forecourt-keys';

export const isOutlined = (): boolean => localStorage.getItem(OUTLINE) === 'strong';

/** Shows every border, field and focus ring stronger, and all words in full contrast. */
export function setOutlined(on: boolean = isOutlined()): void {
  localStorage.setItem(OUTLINE, on ? 'strong' : 'plain');
  document.documentElement.toggleAttribute('data-outlined', on);
}

/** Whether single letters act (WCAG 2.1.4). Keys with Ctrl or Cmd always do. */
export const hasKeys = (): boolean => localStorage.getItem(KEYS) !== 'off';

export const setKeys = (on: boolean): void => localStorage.setItem(KEYS, on ? 'on' : 'off');
