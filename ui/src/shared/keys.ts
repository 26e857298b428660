// Keyboard shortcuts that work on every screen. Off while someone types.
import { useEffect, useRef } from 'react';

import { hasKeys } from './display';

/** Whether a key press belongs to what is being typed (text fields, composition, open lists). */
export function isTyping(event: KeyboardEvent): boolean {
  if (event.isComposing || event.keyCode === 229) return true;
  const at = event.target;
  if (!(at instanceof HTMLElement)) return false;
  return at.isContentEditable || at.matches('input, textarea, select, [role="textbox"], [role="combobox"]');
}

const GO_MS = 1500;
let wentAt = -Infinity;

/** Whether the key follows a G and therefore names a place, not an action on what is on screen. */
export const isAfterGo = (event: KeyboardEvent): boolean => event.timeStamp - wentAt < GO_MS;

export interface KeyActions {
  /** What single keys do, by the key in lower case. */
  press: Record<string, () => void>;
  /** What keys do after G. */
  go: Record<string, () => void>;
  undo: () => void;
  /** Ctrl/Cmd-K, while typing too. */
  palette: () => void;
}

/** Listens until the component leaves. */
export function useGlobalKeys(actions: KeyActions): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || document.querySelector('[role="dialog"]')) return;
      const key = event.key.toLowerCase();
      if ((event.ctrlKey || event.metaKey) && key === 'k' && !event.shiftKey && !event.altKey) {
        event.preventDefault();
        latest.current.palette();
        return;
      }
      if (isTyping(event)) return;
      if ((event.ctrlKey || event.metaKey) && key === 'z' && !event.shiftKey) {
        event.preventDefault();
        latest.current.undo();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || !hasKeys()) return;
      const after = isAfterGo(event);
      wentAt = -Infinity;
      const action = after ? latest.current.go[key] : latest.current.press[key];
      if (action) {
        event.preventDefault();
        action();
      } else if (key === 'g' && !after) {
        wentAt = event.timeStamp;
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
