// A share with what it was counted from, and a word where that is too little to say much.
import { useTranslation } from 'react-i18next';

import type { Rate } from '../../api/types';
import classes from './Reception.module.css';

interface Props {
  rate: Rate;
  /** What stands where nothing was counted. */
  none?: string;
  /** Both numbers stand beside it already. */
  short?: boolean;
}

export function RateText({ rate, none, short = false }: Props) {
  const { t } = useTranslation();
  if (rate.whole === 0) return none === undefined ? <span className={classes['small']}>{t('reception.figures.no_n')}</span> : none;
  const said = [...(short ? [] : [t('reception.figures.of', { part: rate.part, whole: rate.whole })]), ...(rate.is_few ? [t('reception.figures.few')] : [])];
  return <>{Math.round((rate.part / rate.whole) * 100)}% <span className={classes['small']}>{said.join(' · ')}</span></>;
}
