import { Badge, Paper, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useAsk } from '../../api/hooks';
import type { DeviceRow } from '../../api/types';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFormat } from '../../shared/format';
import classes from './Sync.module.css';

/** Every device of the store, and when the relay last had a connection of it. */
export function DeviceList() {
  const { t } = useTranslation();
  const store = useAsk('store', {});
  return (
    <Paper p="md">
      <Title order={2} mb="xs">{t('sync.devices.title')}</Title>
      <ErrorNote error={store.error} again={() => void store.refetch()} />
      {store.data?.devices.map((device) => <DeviceLine key={device.id} device={device} />)}
    </Paper>
  );
}

/** One device in a line. */
export function DeviceLine({ device, acts }: { device: DeviceRow; acts?: ReactNode }) {
  const { t } = useTranslation();
  const format = useFormat();
  const seen = device.revoked
    ? t('sync.devices.revoked')
    : device.connected
      ? t('sync.devices.connected')
      : device.last_seen_at === null
        ? t('sync.devices.unseen')
        : t('sync.devices.seen', { when: format.ago(device.last_seen_at) });
  return (
    <div className={classes['row']} data-testid="device">
      <span className={classes['dot']} data-on={(device.connected && !device.revoked) || undefined} />
      <span style={{ flex: 1, minWidth: 0 }}>
        <Text span display="block" truncate fw={500}>
          {device.name} {device.is_this && <Badge variant="light" tt="none">{t('sync.devices.this')}</Badge>}
        </Text>
        <Text span display="block" size="sm" c="dimmed" truncate>{device.staff_name}</Text>
      </span>
      <Text span size="sm" c="dimmed" flex="none">{device.is_this && !device.connected ? '' : seen}</Text>
      {acts}
    </div>
  );
}
