// The rows behind a number: each leads to what it is about.
import { Button, Group, Text } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';

import { useAsk } from '../../api/hooks';
import type { AskRates, Countable, CountedRow } from '../../api/types';
import { paths } from '../../paths';
import { put } from '../../records/filter';
import { GradeBadge } from '../../records/GradeBadge';
import { useChoices } from '../../records/useChoices';
import { useCustomerTitle } from '../../records/useCustomerTitle';
import { useSession } from '../../session';
import { EmptyNote } from '../../shared/EmptyNote';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFormat } from '../../shared/format';
import { Loading } from '../../shared/Loading';
import { Pager } from '../../shared/Pager';
import { PAGE_KEY } from './LinePages';
import own from './Rates.module.css';
import classes from './Reception.module.css';
import { useReceptionWords } from './words';

const PAGE = 50;

export function CountedRows({ counted, asked, back }: { counted: Countable; asked: AskRates; back: string }) {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const page = Math.max(0, Math.floor(Number(search.get(PAGE_KEY))) || 0);
  const list = useAsk('rate_rows', { counted, asked, offset: page * PAGE, limit: PAGE }, { keep: true });
  const name = t(`rates.counted.${counted}.name`);
  return (
    <section className={classes['section']} aria-label={name}>
      <Button component={Link} to={back} variant="subtle" px={0} leftSection={<IconArrowLeft size={18} aria-hidden />}>{t('rates.back')}</Button>
      <Group gap="xs" align="baseline">
        <h2>{name}</h2>
        {list.data && <Text c="dimmed" aria-live="polite">{t('rates.count', { count: list.data.total })}</Text>}
      </Group>
      <Text size="sm" c="dimmed">{t(`rates.counted.${counted}.why`)}</Text>
      <ErrorNote error={list.error} again={() => void list.refetch()} />
      {list.isPending && <Loading />}
      {list.data?.total === 0 && <EmptyNote text={t('rates.none')} />}
      {list.data && list.data.total > 0 && <ul className={own['rows']}>{list.data.rows.map((row) => <Row key={row.key} row={row} />)}</ul>}
      {list.data && <Pager page={page} size={PAGE} total={list.data.total} onPage={(to) => setSearch(put(search, PAGE_KEY, to === 0 ? '' : String(to)))} />}
    </section>
  );
}

function Row({ row }: { row: CountedRow }) {
  const { t } = useTranslation();
  const { today } = useSession();
  const format = useFormat();
  const titleOf = useCustomerTitle();
  const said = useThingWords();
  const { customer } = row;
  const unnamed = row.thing.what === 'line' && row.thing.has_file ? t('reception.line.colleague') : t('reception.line.anonymous');
  return (
    <li className={own['row']} data-testid="counted-row">
      <span className={own['who']}>
        {customer?.grade && <GradeBadge grade={customer.grade} />}
        {customer ? <Link to={pathOf(row, customer.file)} className={own['title']}>{titleOf(customer).title}</Link> : <Text span c="dimmed">{unnamed}</Text>}
      </span>
      <span className={own['day']}>{format.day(row.on, today)}</span>
      <span className={own['said']}>{[said(row), row.consultant?.name ?? t('reception.figures.nobody'), ...(customer?.interests ?? [])].filter(Boolean).join(' · ')}</span>
    </li>
  );
}

function pathOf({ thing }: CountedRow, file: string): string {
  switch (thing.what) {
    case 'order': return paths.order(file, thing.order);
    case 'purchase': case 'loss': return paths.opportunity(file, thing.opportunity);
    case 'line': case 'test_drive': case 'customer': return paths.customer(file);
  }
}

/** What a row is, in words. */
function useThingWords() {
  const { t } = useTranslation();
  const word = useReceptionWords();
  const { wordOf } = useChoices('reasons');
  const { wordOf: sourceOf } = useChoices('sources');
  return ({ thing, customer }: CountedRow): string => {
    switch (thing.what) {
      case 'line': return word('came_by', thing.came_by);
      case 'order': return thing.number;
      case 'test_drive': return t('rates.test_drive');
      case 'customer': return customer?.source ? sourceOf(customer.source) : '';
      case 'purchase': return t(`rates.ending.${thing.ending}`);
      case 'loss': return wordOf(thing.reason);
    }
  };
}
