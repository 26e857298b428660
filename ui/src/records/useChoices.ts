// The lists people choose from, as the store keeps them: its own words first, else the product's.
import { useAsk } from '../api/hooks';
import { SOURCES, type Choice } from '../api/types';
import { useWords, type WordList } from '../shared/words';

const LISTS = { reasons: 'loss_reasons', sources: 'sources' } as const satisfies Record<string, WordList>;
type List = keyof typeof LISTS;
/** What is offered where the store's rules are not at hand, as on a form handed to a visitor. */
const PLAIN: Record<List, readonly string[]> = { reasons: [], sources: SOURCES };

/** The lines of a list that are offered, and the word of any of them. */
export function useChoices(list: List): { offered: readonly Choice[]; wordOf: (code: string) => string } {
  const rules = useAsk('rules', {});
  const words = useWords();
  const wordOf = (code: string) => words(LISTS[list], code);
  return { offered: (rules.data?.[list] ?? []).filter((choice) => !choice.retired), wordOf };
}

/** The same to choose from, with `value` among them though it may be offered no longer. */
export function useOptions(list: List, value: string | null = null): { value: string; label: string }[] {
  const { offered, wordOf } = useChoices(list);
  const codes = offered.length > 0 ? offered.map((choice) => choice.code) : PLAIN[list];
  const all = value === null || value === '' || codes.includes(value) ? codes : [...codes, value];
  return all.map((code) => ({ value: code, label: wordOf(code) }));
}
