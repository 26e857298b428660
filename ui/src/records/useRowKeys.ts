// J and K walk through the rows of a list, other letters act on the row that has the focus. Off while typing or in a sheet.
import { useEffect, useRef } from 'react';

import { hasKeys } from '../shared/display';
import { isAfterGo, isTyping } from '../shared/keys';

/** Marks an element as a row: `data-row` holds what the actions receive. */
export const ROW = 'data-row';

/** Focuses the row of `id`; says whether it is there. */
export function focusRow(id: string): boolean {
  const row = rows().find((element) => element.getAttribute(ROW) === id);
  row?.focus();
  return row !== undefined;
}

/** Acts on the focused row by key, in lower case. Without a focused row only J and K do anything. */
export function useRowKeys(actions: Record<string, (id: string) => void>): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!hasKeys() || isTyping(event) || isAfterGo(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      if (document.querySelector('[role="dialog"], [role="menu"]')) return;
      const key = event.key.toLowerCase();
      const all = rows();
      const at = all.findIndex((row) => row.contains(document.activeElement));
      if (key === 'j' || key === 'k') {
        event.preventDefault();
        all[at < 0 ? 0 : Math.min(Math.max(at + (key === 'j' ? 1 : -1), 0), all.length - 1)]?.focus();
        return;
      }
      const id = all[at]?.getAttribute(ROW);
      const action = latest.current[key];
      if (!id || !action || (key === 'enter' && document.activeElement !== all[at])) return;
      event.preventDefault();
      action(id);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(`[${ROW}]`)].filter((row) => row.offsetParent !== null);
}
