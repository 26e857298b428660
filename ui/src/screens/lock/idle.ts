// Notices that nobody has touched the app for a while. Time, not the timer, decides: a phone that slept fires timers late.

const LOOK_MS = 1000;
const TELL_MS = 20_000;
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

interface Watched {
  /** Nobody has done anything for the whole time. Told once. */
  idle: () => void;
  /** Somebody is there; told now and then. */
  there: () => void;
}

/** Watches until the returned function is called. The touch that wakes a sleeping phone comes too late to count. */
export function watchIdle(afterMs: number, { idle, there }: Watched): () => void {
  let last = Date.now();
  let toldAt = -Infinity;
  let left = false;
  const look = () => {
    if (left || Date.now() - last < afterMs) return;
    left = true;
    idle();
  };
  const sign = () => {
    look();
    if (left) return;
    last = Date.now();
    if (last - toldAt < TELL_MS) return;
    toldAt = last;
    there();
  };
  const timer = setInterval(look, LOOK_MS);
  document.addEventListener('visibilitychange', look);
  for (const name of SIGNS) window.addEventListener(name, sign, { capture: true, passive: true });
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', look);
    for (const name of SIGNS) window.removeEventListener(name, sign, { capture: true });
  };
}
