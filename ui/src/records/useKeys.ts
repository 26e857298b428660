// Letters that act on what is on screen. Off while typing, in a sheet or in a menu.
import { useEffect, useRef } from 'react';

import { hasKeys } from '../shared/display';
import { isAfterGo, isTyping } from '../shared/keys';

/** Acts by key, in lower case, until the component leaves. */
export function useKeys(actions: Record<string, () => void>): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!hasKeys() || isTyping(event) || isAfterGo(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      if (document.querySelector('[role="dialog"], [role="menu"]')) return;
      const action = latest.current[event.key.toLowerCase()];
      if (!action) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
