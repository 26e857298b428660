// The capture form's state: its values, its draft, its saving.
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';

import { call } from '../../api/call';
import { useTell } from '../../api/hooks';
import type { CaptureDefaults, CaptureLead, Draft, Saved } from '../../api/types';
import { emptyValues, FORM, isBlank, readValues, running, toRequest, withRunning, type CaptureValues } from './form';
import { newKeeper } from '../../shared/keeper';

interface Opened {
  id: string;
  values: CaptureValues;
  /** Went on from a draft, whose event is the one it was typed at. */
  restored: boolean;
}

const fresh = (defaults: CaptureDefaults, event?: string | null): Opened => ({
  id: crypto.randomUUID(),
  values: emptyValues(defaults, event),
  restored: false,
});

/** The draft to go on with: the one asked for, else the one typed in last. */
export function draftToOpen(drafts: readonly Draft[], asked: string | null): Draft | null {
  const own = drafts.filter((draft) => draft.form === FORM && readValues(draft.values) !== null);
  if (asked !== null) return own.find((draft) => draft.id === asked) ?? null;
  return own.reduce<Draft | null>((newest, draft) => (newest && newest.updated_at >= draft.updated_at ? newest : draft), null);
}

function opening(defaults: CaptureDefaults, draft: Draft | null): Opened {
  const values = draft && readValues(draft.values);
  return draft && values ? { id: draft.id, values, restored: true } : fresh(defaults);
}

export function useCapture(defaults: CaptureDefaults, draft: Draft | null, say: (saved: Saved, lead: CaptureLead) => string) {
  const client = useQueryClient();
  const [opened, setOpened] = useState(() => opening(defaults, draft));
  const [keeper] = useState(() => newKeeper((kept) => call('save_draft', kept)));
  const kept = useRef(draft !== null);
  const { mutateAsync, isPending, error, reset } = useTell('capture_lead', { done: say });
  const { mutate: dropDraft } = useTell('drop_draft');

  useEffect(() => {
    const flush = () => void keeper.flush();
    window.addEventListener('pagehide', flush);
    document.addEventListener('visibilitychange', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      document.removeEventListener('visibilitychange', flush);
      void keeper.flush().then(() => client.invalidateQueries({ queryKey: ['drafts'] }));
    };
  }, [keeper, client]);

  const change = useCallback(
    (changed: Partial<CaptureValues>) => {
      const values = { ...opened.values, ...changed };
      setOpened({ ...opened, values });
      if (error) reset();
      if (!isBlank(values)) {
        kept.current = true;
        keeper.keep({ id: opened.id, form: FORM, values });
      } else if (kept.current) {
        kept.current = false;
        void keeper.settle().then(() => dropDraft({ id: opened.id }));
      }
    },
    [dropDraft, error, keeper, opened, reset],
  );

  // The event of the day may be heard of only after the form stands: planned a moment ago, or just come from a colleague.
  const offered = useRef(running(defaults));
  useEffect(() => {
    const now = running(defaults);
    if (isPending || offered.current === now) return;
    const follows = opened.restored ? null : withRunning(opened.values, offered.current, now);
    offered.current = now;
    if (follows) change(follows);
  }, [change, defaults, isPending, opened]);

  /** An empty form; what was typed stays among the drafts. */
  const another = () => {
    void keeper.flush().then(() => client.invalidateQueries({ queryKey: ['drafts'] }));
    kept.current = false;
    reset();
    setOpened(fresh(defaults, opened.values.event));
  };

  /** Saves; null when it was refused, with everything typed still in place. */
  const save = async (): Promise<Saved | null> => {
    if (isPending) return null;
    await keeper.settle();
    try {
      const { values, id } = opened;
      const saved = await mutateAsync(toRequest(values, id));
      kept.current = false;
      void client.invalidateQueries({ queryKey: ['drafts'] });
      setOpened(fresh(defaults, values.event));
      return saved;
    } catch {
      if (!isBlank(opened.values)) keeper.keep({ id: opened.id, form: FORM, values: opened.values });
      return null;
    }
  };

  return { id: opened.id, values: opened.values, change, another, save, isPending, error };
}
