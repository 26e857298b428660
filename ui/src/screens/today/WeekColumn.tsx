// One day of the week and what is due on it.
import { useDraggable, useDroppable } from '@dnd-kit/react';
import { ActionIcon, Text } from '@mantine/core';
import { IconCalendarDue, IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import type { DueFollowUp, LocalDate, WeekDay } from '../../api/types';
import { paths } from '../../paths';
import { weekday } from '../../records/dates';
import { GradeBadge } from '../../records/GradeBadge';
import { useCustomerTitle } from '../../records/useCustomerTitle';
import { WayIcon } from '../../records/WayIcon';
import { useFormat } from '../../shared/format';
import { usePhone } from '../../shared/usePhone';
import { useInSight } from '../../shared/useInSight';
import { useWords } from '../../shared/words';
import classes from './Week.module.css';

/** Cards of a day that fit into a window. */
const FIRST = 8;

interface Props {
  day: WeekDay;
  today: LocalDate;
  showOwner: boolean;
  onRecord: (task: DueFollowUp) => void;
  onReschedule: (task: DueFollowUp) => void;
}

export function WeekColumn({ day, today, showOwner, onRecord, onReschedule }: Props) {
  const { t, i18n } = useTranslation();
  const { date } = useFormat();
  const { ref, isDropTarget } = useDroppable({ id: day.date });
  const inSight = useInSight(day.rows.length, FIRST);
  const note = !day.open ? t('follow.week.closed') : day.workday ? '' : t('follow.week.rest');
  return (
    <section ref={ref} className={classes['day']} data-today={day.date === today || undefined} data-over={isDropTarget || undefined} aria-label={day.date} data-testid="week-day">
      <h2 className={classes['dayHead']}>
        {weekday(day.date, i18n.language)} <Text span size="sm" c="dimmed">{date(day.date, today)}{note && ` · ${note}`}</Text>
        {day.total > 0 && <Text span size="sm" c="dimmed">{day.total}</Text>}
      </h2>
      {day.total === 0 && <Text size="sm" c="dimmed">{t('follow.week.none')}</Text>}
      <ul className={classes['cards']}>
        {day.rows.slice(0, inSight).map((task) => <Card key={task.id} task={task} showOwner={showOwner} onRecord={() => onRecord(task)} onReschedule={() => onReschedule(task)} />)}
      </ul>
      {day.total > day.rows.length && <Text size="xs" c="dimmed">{t('follow.week.more', { count: day.total - day.rows.length })}</Text>}
    </section>
  );
}

interface CardProps {
  task: DueFollowUp;
  showOwner: boolean;
  onRecord: () => void;
  onReschedule: () => void;
}

function Card({ task, showOwner, onRecord, onReschedule }: CardProps) {
  const { t } = useTranslation();
  const phone = usePhone();
  const words = useWords();
  const { title } = useCustomerTitle()(task.customer);
  const { ref, isDragging } = useDraggable({ id: task.id, disabled: phone });
  return (
    <li ref={ref} className={classes['card']} data-dragging={isDragging || undefined} data-testid="week-card">
      <div className={classes['cardHead']}>
        {task.customer.grade && <GradeBadge grade={task.customer.grade} />}
        <Link to={paths.customer(task.customer.file)} className={classes['name']}>{title}</Link>
      </div>
      <Text size="xs" c="dimmed" className={classes['why']}>
        <WayIcon way={task.way} size={14} />
        {[words('care_aims', task.aim) || t('today.no_aim'), showOwner ? task.customer.owner?.name : ''].filter(Boolean).join(' · ')}
      </Text>
      {task.do_not_call && <Text size="xs" c="var(--fc-bad)">{t('follow.plan.do_not_call')}</Text>}
      <div className={classes['acts']}>
        <ActionIcon variant="subtle" onClick={onRecord} aria-label={t('today.record_whom', { name: title })} title={t('today.record')}><IconPencil size={16} aria-hidden /></ActionIcon>
        <ActionIcon variant="subtle" onClick={onReschedule} aria-label={t('today.reschedule_whom', { name: title })} title={t('today.reschedule')}><IconCalendarDue size={16} aria-hidden /></ActionIcon>
      </div>
    </li>
  );
}
