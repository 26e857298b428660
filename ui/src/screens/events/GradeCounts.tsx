import { useTranslation } from 'react-i18next';

import type { GradeCount } from '../../api/types';
import { useWords } from '../../shared/words';
import classes from './Events.module.css';

/** Leads per grade, as a bar with its numbers. */
export function GradeCounts({ grades }: { grades: readonly GradeCount[] }) {
  const { t } = useTranslation();
  const word = useWords();
  const shown = grades.filter(({ count }) => count > 0);
  const total = shown.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return <span className={classes['none']}>{t('events.no_leads')}</span>;
  return (
    <div className={classes['grades']} role="img" aria-label={shown.map(({ grade, count }) => `${word('grades', grade)} ${count}`).join(t('common.list_gap'))}>
      {shown.map(({ grade, count }) => (
        <span key={grade} data-grade={grade} style={{ flexGrow: count }} title={word('grades', grade)}>
          {grade} {count}
        </span>
      ))}
    </div>
  );
}
