// Keeps a half-filled form on disk as it is typed. Never writes a draft after its lead was saved.
import type { SaveDraft } from '../api/types';

/** How long after the last change the draft is written. */
export const KEEP_MS = 300;

export interface Keeper {
  /** Remembers `values` and writes them when nothing changed for a moment. */
  keep: (draft: SaveDraft) => void;
  /** Writes at once what waits to be written. */
  flush: () => Promise<void>;
  /** Forgets what waits, and waits for a write under way: afterwards nothing writes any more. */
  settle: () => Promise<void>;
}

export function newKeeper(write: (draft: SaveDraft) => Promise<unknown>, waitMs = KEEP_MS): Keeper {
  let waiting: SaveDraft | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing: Promise<void> = Promise.resolve();

  const flush = () => {
    clearTimeout(timer);
    const draft = waiting;
    waiting = null;
    // Writes follow each other: an older form must never land after a newer one. A draft that could not be kept is
    // still on screen, and the next change tries again.
    if (draft) writing = writing.then(() => write(draft)).then(() => undefined, () => undefined);
    return writing;
  };

  return {
    keep: (draft) => {
      waiting = draft;
      clearTimeout(timer);
      timer = setTimeout(() => void flush(), waitMs);
    },
    flush,
    settle: () => {
      clearTimeout(timer);
      waiting = null;
      return writing;
    },
  };
}
