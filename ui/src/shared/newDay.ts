// Notices that a day has begun while the app stood open: dates that were filled in by rules must follow.
import dayjs from 'dayjs';

const LOOK_MS = 30_000;

/** Calls `begun` once per new day until the returned function is called. Looks again when a sleeping device wakes. */
export function watchDays(begun: () => void): () => void {
  const day = () => dayjs().format('YYYY-MM-DD');
  let known = day();
  const look = () => {
    if (day() === known) return;
    known = day();
    begun();
  };
  const timer = setInterval(look, LOOK_MS);
  document.addEventListener('visibilitychange', look);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', look);
  };
}
