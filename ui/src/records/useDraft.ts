// What is typed into a form and not sent yet. It lies on the disk of this device, so closing the app loses nothing.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';

import { call } from '../api/call';
import { useAsk } from '../api/hooks';
import type { DraftId } from '../api/types';
import { newKeeper } from '../shared/keeper';

interface Draft<T> {
  values: T;
  set: (change: Partial<T>) => void;
  /** Forgets it, once it was sent or thrown away. */
  drop: () => void;
  /** Whether something was typed earlier or now. */
  isKept: boolean;
}

/**
 * The draft of `form`, such as `note:` and a file's id. `read` turns what was kept into values, or null where it is of
 * another shape; `blank` stands until something is typed.
 */
export function useDraft<T extends object>(form: string, blank: T, read: (kept: unknown) => T | null): Draft<T> {
  const client = useQueryClient();
  const drafts = useAsk('drafts', {});
  const kept = drafts.data?.find((draft) => draft.form === form);
  const [typed, setTyped] = useState<T | null>(null);
  const [dropped, setDropped] = useState(false);
  const id = useRef<DraftId | null>(null);
  const [keeper] = useState(() =>
    newKeeper((draft) => call('save_draft', draft).then(() => client.invalidateQueries({ queryKey: ['drafts'] }))),
  );
  // What was typed last is written even where the form is closed at once.
  useEffect(() => () => void keeper.flush(), [keeper]);

  const earlier = kept && !dropped ? read(kept.values) : null;
  const values = typed ?? earlier ?? blank;
  return {
    values,
    isKept: typed !== null || earlier !== null,
    set: (change) => {
      const next = { ...values, ...change };
      setTyped(next);
      setDropped(false);
      id.current ??= kept?.id ?? crypto.randomUUID();
      keeper.keep({ id: id.current, form, values: next });
    },
    drop: () => {
      const known = id.current ?? kept?.id;
      id.current = null;
      setTyped(null);
      setDropped(true);
      // A draft that could not be dropped comes back with the next opening of the form; nothing is lost by that.
      const forget = () => (known ? call('drop_draft', { id: known }) : null);
      void keeper.settle().then(forget).then(() => client.invalidateQueries({ queryKey: ['drafts'] }), () => undefined);
    },
  };
}
