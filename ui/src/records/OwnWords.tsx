// Gives everything below it the store's own words for reasons and sources.
import { useMemo, type ReactNode } from 'react';

import { useAsk } from '../api/hooks';
import type { Choice } from '../api/types';
import { StoreWordsContext, type StoreWords } from '../shared/words';

const named = (choices: readonly Choice[]): ReadonlyMap<string, string> =>
  new Map(choices.flatMap(({ code, name }) => (name === null ? [] : [[code, name] as const])));

export function OwnWords({ children }: { children: ReactNode }) {
  const { data } = useAsk('rules', {});
  const words = useMemo<StoreWords>(() => (data ? { loss_reasons: named(data.reasons), sources: named(data.sources) } : {}), [data]);
  return <StoreWordsContext value={words}>{children}</StoreWordsContext>;
}
