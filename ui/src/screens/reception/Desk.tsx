// The desk: who is it, the log of the day, whose turn it is, what has to be decided.
import { ActionIcon, Group, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';

import { useAsk } from '../../api/hooks';
import type { ReceptionDay } from '../../api/types';
import { put } from '../../records/filter';
import { useSession } from '../../session';
import { EmptyNote } from '../../shared/EmptyNote';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFormat } from '../../shared/format';
import { Loading } from '../../shared/Loading';
import { Chores } from './Chores';
import { DayTiles } from './DayTiles';
import { Door } from './Door';
import { Line } from './Line';
import { Notices } from './Notices';
import classes from './Reception.module.css';
import { Turns } from './Turns';

export function Desk() {
  const [search, setSearch] = useSearchParams();
  const asked = search.get('day');
  const day = useAsk('reception_day', { day: asked }, { keep: true });
  if (day.isPending) return <Loading />;
  return (
    <>
      <ErrorNote error={day.error} again={() => void day.refetch()} />
      {day.data && (
        <div className={classes['desk']}>
          {day.data.can_write && <div className={classes['door']}><Door day={day.data} /></div>}
          <div className={classes['log']}>
            <Notices day={day.data} />
            <Turns day={day.data} />
            <DayTiles day={day.data} />
            <Lines day={day.data} go={(to) => setSearch(put(search, 'day', to), { replace: true })} />
          </div>
          <div className={classes['chores']}><Chores day={day.data} /></div>
        </div>
      )}
    </>
  );
}

function Lines({ day, go }: { day: ReceptionDay; go: (day: string) => void }) {
  const { t } = useTranslation();
  const { today } = useSession();
  const format = useFormat();
  const move = (days: number) => {
    const to = dayjs(day.day).add(days, 'day').format('YYYY-MM-DD');
    go(to === today ? '' : to);
  };
  return (
    <section aria-label={t('reception.line.list')}>
      <Group justify="space-between" mb={4}>
        <Text component="h2" fw={600} size="lg">{t('reception.line.list')}</Text>
        <Group gap={4}>
          <ActionIcon aria-label={t('reception.day.before')} onClick={() => move(-1)}><IconChevronLeft size={20} aria-hidden /></ActionIcon>
          <Text size="sm" aria-live="polite">{format.day(day.day, today)}</Text>
          <ActionIcon aria-label={t('reception.day.after')} disabled={day.is_today} onClick={() => move(1)}><IconChevronRight size={20} aria-hidden /></ActionIcon>
        </Group>
      </Group>
      {day.lines.length === 0
        ? <EmptyNote text={t('reception.line.none')} />
        : <ol className={classes['lines']}>{day.lines.map((line) => <Line key={line.id} line={line} day={day} />)}</ol>}
    </section>
  );
}
