// What a toast says after saving: that it was saved, and what looks doubtful about it.
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

import type { Saved } from '../api/types';

/** Turns an answer into the sentence of its toast. */
export function useSaid() {
  const { t } = useTranslation();
  return useCallback(
    (text?: string) => (answer: Saved) =>
      [text ?? t('common.saved'), ...answer.warnings.map((warning) => t(`domain.warnings.${warning.code}`))].join(' · '),
    [t],
  );
}
