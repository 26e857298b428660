// The days of a report, in the address.
import { SegmentedControl } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';

import type { AskDays } from '../../api/types';
import { addDays } from '../../records/dates';
import { put } from '../../records/filter';
import { useCalendar } from '../../records/useCalendar';
import { useSession } from '../../session';
import classes from './Follow.module.css';

const SPANS = { day: 0, week: 6, month: 29 } as const;
type Span = keyof typeof SPANS;

/** What the address asks for. */
export function useDays(): AskDays & { span: Span; upto: string } {
  const { today } = useSession();
  const [search] = useSearchParams();
  const span = (['day', 'week', 'month'] as const).find((one) => one === search.get('span')) ?? 'day';
  const upto = search.get('on') || today;
  return { span, upto, from: addDays(upto, -SPANS[span]) };
}

export function DaysPick() {
  const { t } = useTranslation();
  const { today } = useSession();
  const calendar = useCalendar();
  const [search, setSearch] = useSearchParams();
  const { span, upto } = useDays();
  return (
    <div className={classes['bar']}>
      <SegmentedControl
        aria-label={t('follow.days.span')}
        value={span}
        onChange={(picked) => setSearch(put(search, 'span', picked === 'day' ? '' : picked), { replace: true })}
        data={(['day', 'week', 'month'] as const).map((one) => ({ value: one, label: t(`follow.days.${one}`) }))}
      />
      <DatePickerInput
        aria-label={t('follow.days.upto')}
        w={150}
        value={upto}
        maxDate={today}
        onChange={(on) => setSearch(put(search, 'on', on === null || on === today ? '' : on), { replace: true })}
        {...calendar}
      />
    </div>
  );
}
