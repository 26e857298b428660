// Lines of many days, a page at a time.
import { Group, Text } from '@mantine/core';
import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';

import { useAsk } from '../../api/hooks';
import type { LineFilter, LineRow, ReceptionDay } from '../../api/types';
import { put } from '../../records/filter';
import { useSession } from '../../session';
import { EmptyNote } from '../../shared/EmptyNote';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFormat } from '../../shared/format';
import { Loading } from '../../shared/Loading';
import { Pager } from '../../shared/Pager';
import { Line } from './Line';
import classes from './Reception.module.css';

const PAGE = 50;
/** The page in the address. */
export const PAGE_KEY = 'page';

interface Props {
  filter: LineFilter;
  empty: string;
  /** What whoever may write them to a file can do. */
  exporting?: ReactNode;
}

export function LinePages({ filter, empty, exporting }: Props) {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const page = Math.max(0, Math.floor(Number(search.get(PAGE_KEY))) || 0);
  const list = useAsk('reception_lines', { filter, offset: page * PAGE, limit: PAGE }, { keep: true });
  // The desk's own people and series: whoever corrects a line chooses among them.
  const day = useAsk('reception_day', { day: null }, { keep: true });
  if (list.isPending || day.isPending) return <Loading />;
  return (
    <>
      <ErrorNote error={list.error ?? day.error} again={() => void list.refetch()} />
      {list.data && list.data.total > 0 && (
        <Group justify="space-between" mt="sm">
          <Text c="dimmed" aria-live="polite">{t('reception.register.count', { count: list.data.total })}</Text>
          {list.data.can_export && exporting}
        </Group>
      )}
      {list.data?.total === 0 && <EmptyNote text={empty} />}
      {list.data && day.data && <ByDay rows={list.data.rows} day={day.data} />}
      {list.data && <Pager page={page} size={PAGE} total={list.data.total} onPage={(to) => setSearch(put(search, PAGE_KEY, to === 0 ? '' : String(to)))} />}
    </>
  );
}

function ByDay({ rows, day }: { rows: readonly LineRow[]; day: ReceptionDay }) {
  const { today } = useSession();
  const format = useFormat();
  const days = [...new Set(rows.map((row) => row.day))];
  return days.map((date) => (
    <section key={date} className={classes['section']} aria-label={format.day(date, today)}>
      <Text component="h2" fw={600}>{format.day(date, today)}</Text>
      <ol className={classes['lines']}>{rows.filter((row) => row.day === date).map((line) => <Line key={line.id} line={line} day={day} />)}</ol>
    </section>
  ));
}
