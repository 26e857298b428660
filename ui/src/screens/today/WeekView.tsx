// 周视图: the follow-ups of a week, a column a day. On a desk a card is dragged to another day; everywhere its menu does the same.
import { Accessibility } from '@dnd-kit/dom';
import { DragDropProvider, PointerSensor } from '@dnd-kit/react';
import { ActionIcon, Alert, Button, Group, Text } from '@mantine/core';
import { IconAlertCircle, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';

import { useAsk, useTell } from '../../api/hooks';
import type { DueFollowUp, LocalDate } from '../../api/types';
import { addDays } from '../../records/dates';
import { put } from '../../records/filter';
import { useComplain } from '../../records/useComplain';
import { useSaid } from '../../records/useSaid';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFormat } from '../../shared/format';
import { Loading } from '../../shared/Loading';
import { WeekColumn } from './WeekColumn';
import classes from './Week.module.css';
import { askOf, type Who } from './who';

// A card is a link that is also dragged: only its buttons keep the pointer to themselves.
const SENSORS = [
  PointerSensor.configure({ preventActivation: (event) => event.target instanceof Element && event.target.closest('button') !== null }),
];
const WEEK_DAYS = 7;

interface Props {
  who: Who;
  onRecord: (task: DueFollowUp) => void;
  onReschedule: (task: DueFollowUp) => void;
}

export function WeekView({ who, onRecord, onReschedule }: Props) {
  const { t } = useTranslation();
  const { date } = useFormat();
  const said = useSaid();
  const complain = useComplain();
  const [search, setSearch] = useSearchParams();
  const on = search.get('on') || null;
  const week = useAsk('week', { ...askOf(who), on }, { keep: true });
  const move = useTell('edit_customer', { done: said(t('today.rescheduled')) });
  const { data } = week;
  const first = data?.days[0]?.date;
  const go = (to: LocalDate | null) => setSearch(put(search, 'on', to ?? ''), { replace: true });
  const moveTo = (task: DueFollowUp, day: LocalDate) => {
    if (task.due_on === day) return;
    move.mutate({ file: task.customer.file, edits: [{ edit: 'move_follow_up', id: task.id, due_on: day, way: null, aim: null }] }, { onError: complain });
  };
  const tasks = data?.days.flatMap((day) => day.rows) ?? [];
  return (
    <>
      <ErrorNote error={week.error} again={() => void week.refetch()} />
      {week.isPending && <Loading />}
      {data && first && (
        <>
          <Group gap="xs" mb="sm">
            <ActionIcon variant="default" aria-label={t('follow.week.previous')} onClick={() => go(addDays(first, -WEEK_DAYS))}><IconChevronLeft size={18} aria-hidden /></ActionIcon>
            <Text fw={600}>{date(first, data.today)} – {date(addDays(first, WEEK_DAYS - 1), data.today)}</Text>
            <ActionIcon variant="default" aria-label={t('follow.week.next')} onClick={() => go(addDays(first, WEEK_DAYS))}><IconChevronRight size={18} aria-hidden /></ActionIcon>
            {on !== null && <Button variant="default" size="sm" onClick={() => go(null)}>{t('follow.week.this')}</Button>}
            {data.overdue_before > 0 && <Text size="sm" c="var(--fc-bad)">{t('follow.week.earlier', { count: data.overdue_before })}</Text>}
          </Group>
          {data.unknown_year && <Alert variant="light" color="yellow" icon={<IconAlertCircle />} mb="sm">{t('follow.week.unknown')}</Alert>}
          <DragDropProvider
            sensors={SENSORS}
            // Keyboards and screen readers use the button of each card.
            plugins={(defaults) => defaults.filter((plugin) => plugin !== Accessibility)}
            onDragEnd={({ canceled, operation }) => {
              const task = tasks.find((one) => one.id === operation.source?.id);
              const day = data.days.find((one) => one.date === operation.target?.id);
              if (!canceled && task && day) moveTo(task, day.date);
            }}
          >
            <div className={classes['week']}>
              {data.days.map((day) => (
                <WeekColumn key={day.date} day={day} today={data.today} showOwner={who !== 'me'} onRecord={onRecord} onReschedule={onReschedule} />
              ))}
            </div>
          </DragDropProvider>
        </>
      )}
    </>
  );
}
