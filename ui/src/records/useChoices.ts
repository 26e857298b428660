// The lists people choose from, as the store keeps them: its own words first, else the product's.
import { useAsk } from '../api/hooks';
import type { Choice } from '../api/types';
import { useWords, type WordList } from '../shared/words';

const LISTS = { reasons: 'loss_reasons', sources: 'sources' } as const satisfies Record<string, WordList>;
type List = keyof typeof LISTS;

/** The lines of a list that are offered, and the word of any of them. */
export function useChoices(list: List): { offered: readonly Choice[]; wordOf: (code: string) => string } {
  const rules = useAsk('rules', {});
  const words = useWords();
  const all = rules.data?.[list] ?? [];
  const wordOf = (code: string) => all.find((choice) => choice.code === code)?.name ?? words(LISTS[list], code);
  return { offered: all.filter((choice) => !choice.retired), wordOf };
}
