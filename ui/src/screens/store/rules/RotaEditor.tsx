// 轮排: by whose turn arrivals are given out.
import { ActionIcon, Button, Paper, Text, Title } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../../api/hooks';
import type { StaffName } from '../../../api/types';
import { useComplain } from '../../../records/useComplain';
import { useSaid } from '../../../records/useSaid';
import { moved } from './order';
import classes from './Rules.module.css';

interface Props {
  rota: readonly StaffName[];
  off: readonly StaffName[];
  edits: boolean;
}

export function RotaEditor({ rota, off, edits }: Props) {
  const { t } = useTranslation();
  const said = useSaid();
  const complain = useComplain();
  const tell = useTell('set_rota', { done: said() });
  const staff = rota.map((one) => one.id);
  const set = (next: readonly string[]) => tell.mutate({ staff: [...next] }, { onError: complain });
  return (
    <Paper p="md">
      <Title order={2}>{t('rules.rota.title')}</Title>
      <Text c="dimmed" size="sm" mb="sm">{t('rules.rota.text')}</Text>
      {rota.length === 0 && <Text c="dimmed" size="sm">{t('rules.rota.none')}</Text>}
      <ol className={classes['choices']}>
        {rota.map((one, at) => (
          <li key={one.id} className={classes['choice']}>
            <Text span flex={1}>{at + 1}. {one.name}</Text>
            {edits && (
              <>
                <ActionIcon aria-label={t('rules.up', { what: one.name })} disabled={at === 0} onClick={() => set(moved(staff, at, -1))}><IconArrowUp size={18} aria-hidden /></ActionIcon>
                <ActionIcon aria-label={t('rules.down', { what: one.name })} disabled={at === rota.length - 1} onClick={() => set(moved(staff, at, 1))}><IconArrowDown size={18} aria-hidden /></ActionIcon>
                <ActionIcon aria-label={t('rules.rota.remove', { name: one.name })} onClick={() => set(staff.filter((id) => id !== one.id))}><IconX size={18} aria-hidden /></ActionIcon>
              </>
            )}
          </li>
        ))}
      </ol>
      {edits && off.length > 0 && (
        <div className={classes['off']}>
          {off.map((one) => <Button key={one.id} size="sm" variant="default" onClick={() => set([...staff, one.id])}>{t('rules.rota.add', { name: one.name })}</Button>)}
        </div>
      )}
    </Paper>
  );
}
