// What an undo left alone, in words.
import { useTranslation } from 'react-i18next';

import { useFieldWords } from '../records/fieldWords';

const MOST = 3;

/** Sentence for an undo: done, or done but for what was changed since. */
export function useUndoneText(): (kept: readonly (readonly string[])[]) => string {
  const { t } = useTranslation();
  const { known } = useFieldWords();
  return (kept) => {
    if (kept.length === 0) return t('common.undone');
    const names = [...new Set(kept.flatMap((place) => known(place) ?? []))];
    const what = names.slice(0, MOST).join(t('common.list_gap'));
    return what ? t('common.undone_but_named', { count: kept.length, what }) : t('common.undone_but', { count: kept.length });
  };
}
