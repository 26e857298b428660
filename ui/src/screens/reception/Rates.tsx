// 销售指标: every rate of the sales desk, what it divides by what, and the rows behind both numbers. All of it stands in the address.
import { Anchor, Button, Select, Text } from '@mantine/core';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';

import { useAsk } from '../../api/hooks';
import { COUNTABLES, type AskRates, type Countable, type RateReport, type RateRow } from '../../api/types';
import { paths } from '../../paths';
import { among } from '../../records/among';
import { put } from '../../records/filter';
import { useCalendar } from '../../records/useCalendar';
import { useOptions } from '../../records/useChoices';
import { useSellers } from '../../records/useStaff';
import { useSession } from '../../session';
import { ErrorNote } from '../../shared/ErrorNote';
import { Loading } from '../../shared/Loading';
import { CountedRows } from './CountedRows';
import { PAGE_KEY } from './LinePages';
import { RangeBar } from './RangeBar';
import { monthOf, rangeOf } from './range';
import { RateText } from './RateText';
import own from './Rates.module.css';
import classes from './Reception.module.css';

const POOL = 'pool';
/** What is opened, in the address. */
const COUNTED_KEY = 'rows';

export function Rates() {
  const { t } = useTranslation();
  const { today } = useSession();
  const sellers = useSellers();
  const [search, setSearch] = useSearchParams();
  const source = search.get('source');
  const sources = useOptions('sources', source);
  const range = rangeOf(search, today, monthOf(today));
  const who = search.get('who');
  const whose: AskRates['whose'] = who === null ? { of: 'everyone' } : who === POOL ? { of: 'pool' } : { of: 'staff', staff: who };
  const event = search.get('event');
  const events = useAsk('events', {});
  const asked: AskRates = { ...range, whose, source, event };
  const report = useAsk('sales_rates', asked, { keep: true });
  const opened = among(COUNTABLES, search.get(COUNTED_KEY));
  const set = (name: string, value: string | null) => setSearch(put(put(search, PAGE_KEY, ''), name, value ?? ''), { replace: true });
  const clear = { 'aria-label': t('common.clear') };
  const isSet = ['from', 'upto', 'who', 'source', 'event'].some((name) => search.has(name));
  return (
    <>
      <section className={classes['filters']} aria-label={t('reception.register.filter')}>
        <RangeBar range={range} months />
        {!report.data?.own_only && (
          <Select label={t('reception.register.consultant')} placeholder={t('reception.register.anyone')} clearable clearButtonProps={clear} value={who} onChange={(value) => set('who', value)} data={[...sellers.map(({ id, name }) => ({ value: id, label: name })), { value: POOL, label: t('rates.pool') }]} />
        )}
        <Select label={t('rates.source')} placeholder={t('reception.register.anyone')} clearable clearButtonProps={clear} value={source} onChange={(value) => set('source', value)} data={sources} />
        {(events.data?.rows.length ?? 0) > 0 && <Select label={t('reception.figures.event')} placeholder={t('reception.register.anyone')} clearable clearButtonProps={clear} value={event} onChange={(value) => set('event', value)} data={events.data?.rows.map(({ event: one }) => ({ value: one.id, label: one.fields['name'] ?? '' })) ?? []} />}
        {isSet && <Button variant="subtle" onClick={() => setSearch(opened ? { [COUNTED_KEY]: opened } : {}, { replace: true })}>{t('reception.register.clear')}</Button>}
      </section>
      <ErrorNote error={report.error} again={() => void report.refetch()} />
      {report.isPending && <Loading />}
      {report.data?.own_only && <Text size="sm" c="dimmed" mb="sm">{t('rates.own_only')}</Text>}
      {opened ? <CountedRows counted={opened} asked={asked} back={`?${put(put(search, PAGE_KEY, ''), COUNTED_KEY, '')}`} /> : report.data && <List report={report.data} filtered={who !== null || source !== null || event !== null} />}
    </>
  );
}

function List({ report, filtered }: { report: RateReport; filtered: boolean }) {
  const { t } = useTranslation();
  return (
    <ul className={own['rates']} aria-label={t('reception.tabs.rates')}>
      {report.rates.map((row) => <Row key={row.formula} row={row} report={report} filtered={filtered} />)}
    </ul>
  );
}

function Row({ row, report, filtered }: { row: RateRow; report: RateReport; filtered: boolean }) {
  const { t } = useTranslation();
  const name = t(`rates.formulas.${row.formula}.name`);
  return (
    <li className={own['rate']} data-testid="rate" data-formula={row.formula}>
      <h2 className={own['name']}>{name}</h2>
      <p className={own['share']}><RateText rate={row.rate} none="–" short /></p>
      <p className={own['parts']}>
        <Number counted={row.part} count={row.rate.part} />
        <span aria-hidden> ÷ </span>
        {row.whole ? <Number counted={row.whole} count={row.rate.whole} /> : <Target report={report} filtered={filtered} />}
      </p>
      <p className={own['why']}>{t(`rates.formulas.${row.formula}.why`)}</p>
    </li>
  );
}

/** A number that opens what it counts. */
function Number({ counted, count }: { counted: Countable; count: number }) {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  return (
    <Anchor component={Link} to={`?${put(put(search, PAGE_KEY, ''), COUNTED_KEY, counted)}`} inherit className={own['number'] ?? ''} title={t(`rates.counted.${counted}.why`)}>
      {t(`rates.counted.${counted}.name`)} <b>{count}</b>
    </Anchor>
  );
}

function Target({ report, filtered }: { report: RateReport; filtered: boolean }) {
  const { t } = useTranslation();
  const month = dayjs(report.target_month).format(useCalendar().monthLabelFormat);
  if (filtered || report.own_only) return <span>{t('rates.target_of_store')}</span>;
  if (report.target !== null) return <span>{t('rates.target', { month })} <b>{report.target}</b></span>;
  return report.can_set_target ? <Anchor component={Link} to={paths.storeTab('rules')} inherit>{t('rates.set_target', { month })}</Anchor> : <span>{t('rates.no_target', { month })}</span>;
}
