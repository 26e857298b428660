// 轮排: whose turn it is, who is busy, and who is on duty today.
import { ActionIcon, Button, Group, Switch, Text } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import type { ReceptionDay } from '../../api/types';
import { Sheet } from '../../records/Sheet';
import { ErrorNote } from '../../shared/ErrorNote';
import classes from './Reception.module.css';

export function Turns({ day }: { day: ReceptionDay }) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState(false);
  const on = day.duty.filter(({ turn }) => turn !== null);
  return (
    <section aria-label={t('reception.turns.title')}>
      <Group justify="space-between" mb={4}>
        <Text component="h2" fw={600} size="lg">{t('reception.turns.title')}</Text>
        {day.can_write && <Button variant="subtle" size="compact-md" onClick={() => setEditing(true)}>{t('reception.turns.edit')}</Button>}
      </Group>
      {on.length === 0 && <Text size="sm" c="dimmed">{t('reception.turns.none')}</Text>}
      {on.length > 0 && !day.next && day.is_today && <Text size="sm" mb={8}>{t('reception.turns.all_busy')}</Text>}
      <ol className={classes['turns']}>
        {on.map(({ staff, is_busy, served }) => (
          <li key={staff.id} className={classes['turn']} data-next={day.next?.id === staff.id || undefined}>
            <b>{staff.name}</b>
            <Text span size="xs" c="dimmed">
              {[
                day.next?.id === staff.id ? t('reception.turns.next') : is_busy ? t('reception.turns.busy') : null,
                t('reception.turns.served', { count: served }),
              ].filter(Boolean).join(' · ')}
            </Text>
          </li>
        ))}
      </ol>
      {editing && <DutySheet day={day} onClose={() => setEditing(false)} />}
    </section>
  );
}

function DutySheet({ day, onClose }: { day: ReceptionDay; onClose: () => void }) {
  const { t } = useTranslation();
  const [on, setOn] = useState(day.duty.filter(({ turn }) => turn !== null).map(({ staff }) => staff.id));
  const tell = useTell('set_duty', { done: t('reception.turns.saved') });
  const place = (id: string) => (on.includes(id) ? on.indexOf(id) : on.length);
  const all = [...day.duty].sort((one, other) => place(one.staff.id) - place(other.staff.id));
  const up = (id: string) => {
    const at = on.indexOf(id);
    const moved = on.filter((one) => one !== id);
    moved.splice(Math.max(at - 1, 0), 0, id);
    setOn(moved);
  };
  const toggle = (id: string) => setOn(on.includes(id) ? on.filter((one) => one !== id) : [...on, id]);
  return (
    <Sheet
      opened
      title={t('reception.turns.edit')}
      onClose={onClose}
      onSubmit={() => tell.mutate({ day: day.day, on }, { onSuccess: onClose })}
      actions={<Button type="submit" loading={tell.isPending}>{t('reception.turns.save')}</Button>}
    >
      <ErrorNote error={tell.error} />
      <Text size="sm" c="dimmed">{t('reception.turns.why')}</Text>
      {all.map(({ staff }) => (
        <Group key={staff.id} justify="space-between" wrap="nowrap">
          <Switch size="md" label={staff.name} checked={on.includes(staff.id)} onChange={() => toggle(staff.id)} />
          <ActionIcon aria-label={t('reception.turns.up', { name: staff.name })} disabled={on.indexOf(staff.id) <= 0} onClick={() => up(staff.id)}><IconArrowUp size={18} aria-hidden /></ActionIcon>
        </Group>
      ))}
    </Sheet>
  );
}
