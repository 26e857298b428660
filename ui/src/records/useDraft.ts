// What is typed into a form and not sent yet. It lies on the disk of this device, so closing the app loses nothing.
import { useDebouncedCallback } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';

import { call } from '../api/call';
import { useAsk } from '../api/hooks';
import type { DraftId } from '../api/types';

const WAIT_MS = 300;

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

  const keep = useDebouncedCallback(
    (values: T) => {
      id.current ??= kept?.id ?? crypto.randomUUID();
      void call('save_draft', { id: id.current, form, values }).then(() => client.invalidateQueries({ queryKey: ['drafts'] }));
    },
    { delay: WAIT_MS, flushOnUnmount: true },
  );

  const earlier = kept && !dropped ? read(kept.values) : null;
  const values = typed ?? earlier ?? blank;
  return {
    values,
    isKept: typed !== null || earlier !== null,
    set: (change) => {
      const next = { ...values, ...change };
      setTyped(next);
      setDropped(false);
      keep(next);
    },
    drop: () => {
      keep.cancel();
      setTyped(null);
      setDropped(true);
      const known = id.current ?? kept?.id;
      id.current = null;
      if (known) void call('drop_draft', { id: known }).then(() => client.invalidateQueries({ queryKey: ['drafts'] }));
    },
  };
}
