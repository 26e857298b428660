// One follow-up to do: who, why, how, how late, and what can be done about it.
import { ActionIcon, Button, Text } from '@mantine/core';
import { IconCalendarDue, IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import type { DueFollowUp } from '../../api/types';
import { paths } from '../../paths';
import { CallButton } from '../../records/CallButton';
import { DueWords } from '../../records/DueWords';
import { GradeBadge } from '../../records/GradeBadge';
import { RowFlags } from '../../records/RowFlags';
import { useCustomerTitle } from '../../records/useCustomerTitle';
import { WayIcon } from '../../records/WayIcon';
import classes from './Today.module.css';
import { useWords } from '../../shared/words';

interface Props {
  task: DueFollowUp;
  showOwner: boolean;
  /** How often a row above was finished; its parity restarts the slide. */
  slid: number;
  onRecord: () => void;
  onReschedule: () => void;
}

export function TodayRow({ task, showOwner, slid, onRecord, onReschedule }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const { customer } = task;
  const { title, under } = useCustomerTitle()(customer);
  return (
    <li
      className={classes['row']}
      data-slid={slid === 0 ? undefined : slid % 2 ? 'odd' : 'even'}
      data-row={task.id}
      data-testid="today-row"
      tabIndex={-1}
    >
      <div className={classes['who']}>
        {customer.grade && <GradeBadge grade={customer.grade} />}
        <Link to={paths.customer(customer.file)} className={classes['name']}>{title}</Link>
        <Text span size="sm" c="dimmed" className={classes['under']}>{under}</Text>
        <RowFlags row={customer} brief />
      </div>
      <div className={classes['why']}>
        <WayIcon way={task.way} />
        <span className="fc-visually-hidden">{t(`domain.ways.${task.way}`)}</span>
        <Text span size="sm" lineClamp={1}>
          {[words('care_aims', task.aim) || t('today.no_aim'), ...customer.interests].join(' · ')}
          {task.do_not_call && <Text span size="sm" c="var(--fc-bad)"> · {t('follow.plan.do_not_call')}</Text>}
          {task.by_rule && <Text span size="sm" c="dimmed"> · {t('follow.plan.by_rule')}</Text>}
          {showOwner && customer.owner && <Text span size="sm" c="dimmed"> · {customer.owner.name}</Text>}
        </Text>
      </div>
      <div className={classes['when']}><DueWords on={task.due_on} lateDays={task.overdue_days} /></div>
      <div className={classes['acts']}>
        <Button
          variant="light"
          className={classes['main']}
          leftSection={<IconPencil size={16} aria-hidden />}
          onClick={onRecord}
          aria-label={t('today.record_whom', { name: title })}
        >
          {t('today.record')}
        </Button>
        <ActionIcon variant="default" onClick={onReschedule} aria-label={t('today.reschedule_whom', { name: title })} title={t('today.reschedule')}>
          <IconCalendarDue size={18} aria-hidden />
        </ActionIcon>
        <CallButton phone={customer.phone} name={title} file={customer.file} blocked={customer.do_not_call} compact />
      </div>
    </li>
  );
}
