// From when to when, by hand or by one tap.
import { DatePickerInput } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';

import { useCalendar } from '../../records/useCalendar';
import { useSession } from '../../session';
import { Chips } from '../../shared/Chips';
import { usePhone } from '../../shared/usePhone';
import { PAGE_KEY } from './LinePages';
import { lastDays, monthOf, type Range } from './range';
import classes from './Reception.module.css';

const SPANS = { today: 1, week: 7, month: 30, quarter: 90 } as const;
const MONTHS = { this_month: 0, last_month: 1 } as const;
type Span = keyof typeof SPANS | keyof typeof MONTHS;
const NAMES: readonly Span[] = ['today', 'week', 'month', 'quarter'];
const MONTH_NAMES: readonly Span[] = ['this_month', 'last_month', 'month', 'quarter'];

const spanOf = (today: string, name: Span): Range => (name === 'this_month' || name === 'last_month' ? monthOf(today, MONTHS[name]) : lastDays(today, SPANS[name]));

/** `months` offers the calendar's own, by which stores count. */
export function RangeBar({ range, months = false }: { range: Range; months?: boolean }) {
  const { t } = useTranslation();
  const { today } = useSession();
  const calendar = useCalendar();
  const phone = usePhone();
  const [search, setSearch] = useSearchParams();
  const set = (changed: Partial<Range>) => {
    const next = new URLSearchParams(search);
    next.delete(PAGE_KEY);
    for (const [name, value] of Object.entries({ ...range, ...changed })) next.set(name, value);
    setSearch(next, { replace: true });
  };
  const date = (name: keyof Range, label: string) => (
    <DatePickerInput label={label} value={range[name]} dropdownType={phone ? 'modal' : 'popover'} {...calendar} onChange={(value) => value && set({ [name]: value })} />
  );
  const names = months ? MONTH_NAMES : NAMES;
  const is = (one: Range) => one.from === range.from && one.upto === range.upto;
  const chosen = names.filter((name) => is(spanOf(today, name)));
  return (
    <>
      {date('from', t('reception.range.from'))}
      {date('upto', t('reception.range.to'))}
      <div className={classes['spans']}><Chips label={t('reception.range.name')} quiet line choices={names.map((value) => ({ value, label: t(`reception.range.${value}`) }))} chosen={chosen} onTap={(name) => set(spanOf(today, name))} /></div>
    </>
  );
}
