// Notices that a day has begun while the app stood open: dates that were filled in by rules must follow.
import { storeDate } from './storeTime';

const LOOK_MS = 30_000;

/** Calls `begun` once per new day until the returned function is called. Looks again when a sleeping device wakes. */
export function watchDays(begun: () => void): () => void {
  let known = storeDate();
  const look = () => {
    if (storeDate() === known) return;
    known = storeDate();
    begun();
  };
  const timer = setInterval(look, LOOK_MS);
  document.addEventListener('visibilitychange', look);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', look);
  };
}
