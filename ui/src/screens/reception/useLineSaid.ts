// What a toast says after a line was saved: that it was, and what looks doubtful about it.
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

import type { Warning } from '../../api/types';

export function useLineSaid() {
  const { t } = useTranslation();
  return useCallback(
    (text: string) => (answer: { warnings: Warning[] }) => [text, ...answer.warnings.map(({ code }) => t(`domain.warnings.${code}`))].join(' · '),
    [t],
  );
}
