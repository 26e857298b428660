import { Button, Group, Loader, Stack, Text, Title } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { useAsk, useTell } from '../../api/hooks';
import type { PendingDevice } from '../../api/types';
import { ErrorNote } from '../../shared/ErrorNote';
import classes from './Store.module.css';

/** Devices that gave a right code: the digits on both screens decide. */
export function PendingDevices({ pending }: { pending: readonly PendingDevice[] }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const store = useAsk('store', {});
  const confirm = useTell('confirm_device', { done: (_, { admit }) => t(admit ? 'store.devices.admitted' : 'store.devices.refused') });
  const answer = (slot: string, admit: boolean) =>
    confirm.mutate({ slot, admit }, { onSettled: () => void client.invalidateQueries({ queryKey: ['pending_devices'] }) });
  const nameOf = (one: PendingDevice) => store.data?.staff.find((row) => row.id === one.staff)?.name ?? '';
  return (
    <Stack aria-live="polite">
      <ErrorNote error={confirm.error} />
      {pending.map((one) => (
        <section key={one.slot} className={classes['pending']} data-testid="pending">
          <Title order={2}>{t('store.devices.pending_title')}</Title>
          <Text>{t('store.devices.pending_text', { device: one.name, name: nameOf(one) })}</Text>
          {one.digits === '' ? (
            <Group gap="sm" mt="xs" role="status">
              <Loader size="xs" aria-hidden />
              <Text>{t('store.devices.pending_digits')}</Text>
            </Group>
          ) : (
            <>
              <div className={classes['digits']} data-testid="pending-digits">{one.digits.slice(0, 3)} {one.digits.slice(3)}</div>
              <Text size="sm">{t('store.devices.compare')}</Text>
            </>
          )}
          <Group gap="sm" mt="sm">
            <Button leftSection={<IconCheck size={18} />} disabled={confirm.isPending || one.digits === ''} onClick={() => answer(one.slot, true)}>{t('store.devices.agree')}</Button>
            <Button variant="default" leftSection={<IconX size={18} />} disabled={confirm.isPending} onClick={() => answer(one.slot, false)}>{t('store.devices.refuse')}</Button>
          </Group>
        </section>
      ))}
    </Stack>
  );
}
