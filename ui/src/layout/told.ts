// Reminders that were shown. The core answers those of today that are past too, so that a person who comes late learns of them;
// the session remembers which it showed, however often the page is loaded again.
const PLACE = 'forecourt.reminded';
/** More than any day has. */
const MOST = 500;

// Where the session keeps nothing, as in a window without storage, the page remembers as long as it lives.
let here: readonly string[] = [];

function keys(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(PLACE) ?? '[]');
    return Array.isArray(kept) ? [...here, ...kept.filter((key) => typeof key === 'string')] : here;
  } catch {
    return here;
  }
}

/** Whether it was shown in this session. */
export const isTold = (key: string): boolean => keys().includes(key);

/** Remembers that it is shown; false where it was before. */
export function tellOnce(key: string): boolean {
  const before = keys();
  if (before.includes(key)) return false;
  here = [...here, key].slice(-MOST);
  try {
    sessionStorage.setItem(PLACE, JSON.stringify([...new Set([...before, key])].slice(-MOST)));
  } catch {
    // Full or refused: `here` holds it.
  }
  return true;
}
