// The dealership's words for stored codes: the store's own first, else the product's. A code of a newer version is shown as it
// is, never hidden.
import { createContext, use } from 'react';
import { useTranslation } from 'react-i18next';

import type domain from '../locales/zh-CN/domain.json';

/** Lists of words in `domain.json`. */
export type WordList = { [K in keyof typeof domain]: (typeof domain)[K] extends string ? never : K }[keyof typeof domain];

/** Words that the store gave to codes of some lists. */
export type StoreWords = Partial<Record<WordList, ReadonlyMap<string, string>>>;
export const StoreWordsContext = createContext<StoreWords>({});

/** A function from a list and a code to its word. */
export function useWords() {
  const { t, i18n } = useTranslation();
  const own = use(StoreWordsContext);
  return (list: WordList, code: string): string => {
    const key = `domain.${list}.${code}`;
    // The key is checked at run time: the code may come from a newer version.
    return own[list]?.get(code) ?? (i18n.exists(key) ? String(t(key, { defaultValue: code })) : code);
  };
}
