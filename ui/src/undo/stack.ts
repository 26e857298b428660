// The ways back of this session, newest last. Pure: knows neither screen nor core.

/** How long the toast offers the way back. */
export const UNDO_MS = 8000;
const KEPT = 50;

/** A stack of undo ids; each is handed out once. */
export interface UndoStack {
  push: (id: string) => void;
  /** Takes `id`, or the newest one; null when it was taken already or there is none. */
  take: (id?: string) => string | null;
  /** The newest, left where it is. */
  newest: () => string | null;
}

export function newUndoStack(): UndoStack {
  let ids: string[] = [];
  return {
    newest: () => ids.at(-1) ?? null,
    push: (id) => {
      ids = [...ids.filter((other) => other !== id), id].slice(-KEPT);
    },
    take: (id) => {
      const taken = id === undefined ? ids.at(-1) : ids.find((other) => other === id);
      if (taken === undefined) return null;
      ids = ids.filter((other) => other !== taken);
      return taken;
    },
  };
}
