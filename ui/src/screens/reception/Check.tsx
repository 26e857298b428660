// 核对: what is incomplete, doubtful or came late; each line is corrected or confirmed here.
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';

import type { LineFilter, LineNeed } from '../../api/types';
import { put } from '../../records/filter';
import { useSession } from '../../session';
import { Chips } from '../../shared/Chips';
import { LinePages } from './LinePages';
import { RangeBar } from './RangeBar';
import { rangeOf } from './range';
import classes from './Reception.module.css';

const NEEDS: readonly LineNeed[] = ['any', 'incomplete', 'doubtful', 'late'];
const DAYS = 30;

export function Check() {
  const { t } = useTranslation();
  const { today } = useSession();
  const [search, setSearch] = useSearchParams();
  const need = NEEDS.find((one) => one === search.get('need')) ?? 'any';
  const filter: LineFilter = {
    ...rangeOf(search, today, DAYS),
    consultant: null, came_by: null, is_intending: null, result: null, is_first: null, contact: null, has_file: null, series: null, event: null, grade: null, need,
  };
  return (
    <>
      <section className={classes['filters']} aria-label={t('reception.register.filter')}>
        <RangeBar range={rangeOf(search, today, DAYS)} />
      </section>
      <Chips label={t('reception.check.name')} quiet line choices={NEEDS.map((value) => ({ value, label: t(`reception.check.${value}`) }))} chosen={[need]} onTap={(value) => setSearch(put(search, 'need', value === 'any' ? '' : value), { replace: true })} />
      <LinePages key={search.toString()} filter={filter} empty={t('reception.check.none')} />
    </>
  );
}
