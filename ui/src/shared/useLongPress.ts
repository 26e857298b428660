// A finger that stays. The click that follows it is not a tap.
import { useRef, type MouseEvent, type PointerEvent } from 'react';

const LONG_MS = 500;
const MOVED_PX = 10;

/** Handlers for an element; `onClick` answers whether it has taken the click for the end of a long press. */
export function useLongPress(act: () => void) {
  const held = useRef<{ timer: ReturnType<typeof setTimeout>; x: number; y: number } | null>(null);
  const fired = useRef(false);
  const end = () => {
    if (held.current) clearTimeout(held.current.timer);
    held.current = null;
  };
  return {
    onPointerDown: (event: PointerEvent) => {
      fired.current = false;
      if (event.pointerType === 'mouse') return;
      const timer = setTimeout(() => {
        fired.current = true;
        act();
      }, LONG_MS);
      held.current = { timer, x: event.clientX, y: event.clientY };
    },
    onPointerMove: (event: PointerEvent) => {
      const { current } = held;
      if (current && Math.hypot(event.clientX - current.x, event.clientY - current.y) > MOVED_PX) end();
    },
    onPointerUp: end,
    onPointerCancel: end,
    // The browser's own menu of a link would cover what was chosen.
    onContextMenu: (event: MouseEvent) => {
      if (fired.current || held.current) event.preventDefault();
    },
    onClick: (event: MouseEvent): boolean => {
      if (!fired.current) return false;
      fired.current = false;
      event.preventDefault();
      return true;
    },
  };
}
