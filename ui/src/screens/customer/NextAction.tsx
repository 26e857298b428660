// The next thing to do for this customer, pinned: what, when, and the buttons that finish or move it.
import { ActionIcon, Button, Menu, Text } from '@mantine/core';
import { IconCalendarDue, IconCalendarPlus, IconDotsVertical, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { CustomerPage, FollowUp } from '../../api/types';
import { DueWords } from '../../records/DueWords';
import { useEdit } from '../../records/useEdit';
import { WayIcon } from '../../records/WayIcon';
import classes from './Customer.module.css';
import { plannedOf } from './timeline';
import { useWords } from '../../shared/words';

const SHOWN = 2;

interface Props {
  page: CustomerPage;
  onRecord: (followUp: FollowUp) => void;
  onReschedule: (followUp: FollowUp) => void;
  onPlan: () => void;
}

export function NextAction({ page, onRecord, onReschedule, onPlan }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const { tap } = useEdit(page.customer.id);
  const [all, setAll] = useState(false);
  const planned = plannedOf(page.customer);
  if (planned.length === 0) {
    return (
      <section className={classes['next']} aria-label={t('customer.next_action')}>
        <Text c="dimmed" size="sm" flex={1}>{t('customer.next_none')}</Text>
        {page.can_edit && (
          <Button variant="light" leftSection={<IconCalendarPlus size={18} aria-hidden />} onClick={onPlan}>{t('customer.plan')}</Button>
        )}
      </section>
    );
  }
  return (
    <section className={classes['nexts']} aria-label={t('customer.next_action')}>
      {planned.slice(0, all ? undefined : SHOWN).map((followUp, index) => (
        <div key={followUp.id} className={classes['next']}>
          <div className={classes['nextWords']}>
            <WayIcon way={followUp.way} size={18} />
            <Text span size="sm" fw={500}>
              {[t(`domain.ways.${followUp.way}`), words('care_aims', followUp.aim)].filter(Boolean).join(' · ')}
            </Text>
            <DueWords on={followUp.due_on} />
          </div>
          {page.can_edit && (
            <div className={classes['nextActs']}>
              {index === 0 && (
                <Button variant="filled" leftSection={<IconPencil size={16} aria-hidden />} onClick={() => onRecord(followUp)}>{t('today.record')}</Button>
              )}
              <Menu position="bottom-end" withinPortal shadow="md">
                <Menu.Target>
                  <ActionIcon variant="default" aria-label={t('customer.more_actions')}><IconDotsVertical size={18} aria-hidden /></ActionIcon>
                </Menu.Target>
                <Menu.Dropdown>
                  {index > 0 && <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => onRecord(followUp)}>{t('today.record')}</Menu.Item>}
                  <Menu.Item leftSection={<IconCalendarDue size={16} aria-hidden />} onClick={() => onReschedule(followUp)}>{t('today.reschedule')}</Menu.Item>
                  <Menu.Item leftSection={<IconCalendarPlus size={16} aria-hidden />} onClick={onPlan}>{t('customer.plan')}</Menu.Item>
                  <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} onClick={() => tap({ edit: 'remove_follow_up', id: followUp.id })}>
                    {t('customer.remove_follow_up')}
                  </Menu.Item>
                </Menu.Dropdown>
              </Menu>
            </div>
          )}
        </div>
      ))}
      {!all && planned.length > SHOWN && (
        <Button variant="subtle" color="gray" size="sm" onClick={() => setAll(true)}>{t('customer.next_more', { count: planned.length - SHOWN })}</Button>
      )}
    </section>
  );
}
