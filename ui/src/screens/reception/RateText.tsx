// A share with what it was counted from, and a word where that is too little to say much.
import { useTranslation } from 'react-i18next';

import type { Rate } from '../../api/types';
import classes from './Reception.module.css';

export function RateText({ rate }: { rate: Rate }) {
  const { t } = useTranslation();
  if (rate.whole === 0) return <span className={classes['small']}>{t('reception.figures.no_n')}</span>;
  return (
    <>
      {Math.round((rate.part / rate.whole) * 100)}%{' '}
      <span className={classes['small']}>
        {t('reception.figures.of', { part: rate.part, whole: rate.whole })}
        {rate.is_few && ` · ${t('reception.figures.few')}`}
      </span>
    </>
  );
}
