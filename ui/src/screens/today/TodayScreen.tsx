// 今日: who is to be contacted, latest first. Finishing one brings the next.
import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import { IconAlertCircle, IconCalendarTime, IconPlus, IconSunHigh, type TablerIcon } from '@tabler/icons-react';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';

import { useAsk } from '../../api/hooks';
import type { DueFollowUp, Today } from '../../api/types';
import { paths } from '../../paths';
import { put } from '../../records/filter';
import { RecordSheet } from '../../records/RecordSheet';
import { RescheduleSheet } from '../../records/RescheduleSheet';
import { useCustomerTitle } from '../../records/useCustomerTitle';
import { focusRow, useRowKeys } from '../../records/useRowKeys';
import { useSession } from '../../session';
import { EmptyNote } from '../../shared/EmptyNote';
import { ErrorNote } from '../../shared/ErrorNote';
import { Loading } from '../../shared/Loading';
import { Page } from '../../shared/Page';
import { useInSight } from '../../shared/useInSight';
import { MergeNotice } from '../merging/MergeNotice';
import { BookingClashes } from '../cars/BookingClashes';
import { HandedVisitors } from './HandedVisitors';
import classes from './Today.module.css';
import { TodayRow } from './TodayRow';
import { askOf, readWho } from './who';
import { WeekView } from './WeekView';
import { WhoSelect } from './WhoSelect';
import { useWords } from '../../shared/words';

type Section = 'overdue' | 'due' | 'planned';
const SECTIONS: readonly { name: Section; icon: TablerIcon }[] = [
  { name: 'overdue', icon: IconAlertCircle },
  { name: 'due', icon: IconSunHigh },
  { name: 'planned', icon: IconCalendarTime },
];

/** Rows of a section that fit into a window. */
const FIRST = 10;

interface Acting {
  on: 'record' | 'reschedule';
  task: DueFollowUp;
}

export function TodayScreen() {
  const { t } = useTranslation();
  const words = useWords();
  const navigate = useNavigate();
  const { can } = useSession();
  const [search, setSearch] = useSearchParams();
  const who = readWho(search);
  const view = search.get('view') === 'week' ? 'week' : 'day';
  const today = useAsk('today', askOf(who), { keep: true });
  const titleOf = useCustomerTitle();
  const [acting, setActing] = useState<Acting | null>(null);
  const [slide, setSlide] = useState({ from: '', times: 0 });
  const next = useRef<string | null>(null);

  const all = today.data ? [...today.data.overdue, ...today.data.due, ...today.data.planned] : [];
  const find = (id: string) => all.find((task) => task.id === id);
  const act = (on: Acting['on']) => (id: string) => {
    const task = find(id);
    if (task) setActing({ on, task });
  };
  useRowKeys({
    f: act('record'),
    r: act('reschedule'),
    enter: (id) => {
      const task = find(id);
      if (task) void navigate(paths.customer(task.customer.file));
    },
  });

  const close = () => setActing(null);
  const done = () => {
    const at = all.findIndex((task) => task.id === acting?.task.id);
    next.current = all[at + 1]?.id ?? null;
    setSlide((before) => ({ from: next.current ?? '', times: before.times + 1 }));
    close();
    setTimeout(() => next.current && focusRow(next.current), 200);
  };

  return (
    <Page
      title={t('today.title')}
      actions={
        <>
          <SegmentedControl
            aria-label={t('follow.week.view')}
            value={view}
            onChange={(picked) => setSearch(put(search, 'view', picked === 'week' ? 'week' : ''), { replace: true })}
            data={[{ value: 'day', label: t('follow.week.day') }, { value: 'week', label: t('follow.week.title') }]}
          />
          {can('see_all_customers') && <WhoSelect who={who} onChange={(picked) => setSearch(put(search, 'who', picked === 'me' ? '' : picked), { replace: true })} />}
        </>
      }
    >
      <HandedVisitors />
      <MergeNotice />
      <BookingClashes />
      <ErrorNote error={today.error} again={() => void today.refetch()} />
      {today.isPending && <Loading />}
      {view === 'week' && <WeekView who={who} onRecord={(task) => setActing({ on: 'record', task })} onReschedule={(task) => setActing({ on: 'reschedule', task })} />}
      {view === 'day' && today.data && (
        <>
          <Group gap="xs" mb="sm">
            <Text size="sm" c="dimmed">{t('today.done_today', { count: today.data.done_today })}</Text>
            <Text size="sm" c="dimmed" aria-hidden>·</Text>
            <Text size="sm" c="dimmed">{t('today.captured_today', { count: today.data.captured_today })}</Text>
          </Group>
          {all.length === 0 ? (
            <Nothing today={today.data} />
          ) : (
            SECTIONS.map(({ name, icon: Icon }) => {
              const tasks = today.data[name];
              const total = today.data[`${name}_total`];
              if (total === 0 && name !== 'due') return null;
              return (
                <section key={name} className={classes['section']} aria-labelledby={`today-${name}`}>
                  <h2 id={`today-${name}`} className={classes['heading']} data-section={name}>
                    <Icon size={18} stroke={1.8} aria-hidden />
                    {t(`today.${name}`)}
                    <span className={classes['count']}>{total}</span>
                    {name === 'planned' && <Text span size="sm" c="dimmed" fw={400}>{t('today.planned_note')}</Text>}
                  </h2>
                  {tasks.length === 0 ? (
                    <Text size="sm" c="dimmed" py="xs">{t('today.none_due')}</Text>
                  ) : (
                    <InSteps>
                      {tasks.map((task) => (
                        <TodayRow
                          key={task.id}
                          task={task}
                          showOwner={who !== 'me'}
                          slid={slidSince(all, slide.from, task.id) ? slide.times : 0}
                          onRecord={() => setActing({ on: 'record', task })}
                          onReschedule={() => setActing({ on: 'reschedule', task })}
                        />
                      ))}
                    </InSteps>
                      )}
                  {total > tasks.length && tasks.length > 0 && (
                    <Text size="sm" c="dimmed" mt="xs">{t('today.shown_first', { count: tasks.length })}</Text>
                  )}
                </section>
              );
            })
          )}
        </>
      )}
      {acting?.on === 'record' && (
        <RecordSheet
          task={{
            file: acting.task.customer.file,
            followUp: acting.task.id,
            title: titleOf(acting.task.customer).title,
            why: [t(`domain.ways.${acting.task.way}`), words('care_aims', acting.task.aim), ...acting.task.customer.interests].filter(Boolean).join(' · '),
            grade: acting.task.customer.grade,
            stage: acting.task.customer.stage,
            visit: acting.task.return_visit,
          }}
          onClose={close}
          onDone={done}
        />
      )}
      {acting?.on === 'reschedule' && (
        <RescheduleSheet
          task={{ ...acting.task, file: acting.task.customer.file, followUp: acting.task.id, title: titleOf(acting.task.customer).title }}
          onClose={close}
        />
      )}
    </Page>
  );
}

/** The rows of a section, the first of them at once. */
function InSteps({ children }: { children: ReactNode[] }) {
  const inSight = useInSight(children.length, FIRST);
  return <ul className={classes['list']}>{children.slice(0, inSight)}</ul>;
}

function Nothing({ today }: { today: Today }) {
  const { t } = useTranslation();
  const done = today.done_today > 0;
  return (
    <EmptyNote
      icon={IconSunHigh}
      text={done ? t('today.none_due') : t('today.none_title')}
      action={
        <Button component={Link} to={paths.capture} leftSection={<IconPlus size={18} aria-hidden />}>
          {t('today.none_action')}
        </Button>
      }
    />
  );
}

/** Whether a row stands where the finished one stood, or below. */
function slidSince(all: readonly DueFollowUp[], from: string, id: string): boolean {
  const start = all.findIndex((task) => task.id === from);
  return start >= 0 && all.findIndex((task) => task.id === id) >= start;
}
