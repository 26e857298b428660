// 意向级别 as its letter; what the letter means is said to screen readers and on hover.
import { useTranslation } from 'react-i18next';

import type { Grade } from '../api/types';
import classes from './badges.module.css';

export function GradeBadge({ grade }: { grade: Grade }) {
  const { t } = useTranslation();
  const label = t('records.grade_label', { grade, words: t(`domain.grade_hints.${grade}`) });
  return (
    <span className={classes['grade']} data-grade={grade} role="img" aria-label={label} title={label}>
      {grade}
    </span>
  );
}
