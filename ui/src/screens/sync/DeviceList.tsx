import { Badge, Paper, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useAsk } from '../../api/hooks';
import type { DeviceRow } from '../../api/types';
import { Pill } from '../../records/Pill';
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

/** How a device stands, for those who must know why it is not there. */
type Standing = 'revoked' | 'wipes' | 'quarantined';

const standingOf = (device: DeviceRow, quarantined: boolean): Standing | null =>
  device.wipes ? 'wipes' : device.revoked ? 'revoked' : quarantined ? 'quarantined' : null;

/** One device in a line. */
export function DeviceLine({ device, quarantined = false, acts }: { device: DeviceRow; quarantined?: boolean; acts?: ReactNode }) {
  const { t } = useTranslation();
  const format = useFormat();
  const standing = standingOf(device, quarantined);
  const seen = device.connected
    ? t('sync.devices.connected')
    : device.last_seen_at === null
      ? t('sync.devices.unseen')
      : t('sync.devices.seen', { when: format.ago(device.last_seen_at) });
  return (
    <div className={classes['row']} data-testid="device">
      <span className={classes['dot']} data-on={(device.connected && !device.revoked) || undefined} />
      <span style={{ flex: 1, minWidth: 0 }}>
        <Text span display="block" truncate fw={500} c={device.revoked ? 'dimmed' : undefined}>
          {device.name} {device.is_this && <Badge variant="light" tt="none">{t('sync.devices.this')}</Badge>}
        </Text>
        <Text span display="block" size="sm" c="dimmed" truncate>{device.staff_name}</Text>
      </span>
      {standing
        ? <Pill tone={standing === 'quarantined' ? 'bad' : 'quiet'} title={t(`sync.devices.${standing}_hint`)}>{t(`sync.devices.${standing}`)}</Pill>
        : <Text span size="sm" c="dimmed" flex="none">{device.is_this && !device.connected ? '' : seen}</Text>}
      {acts}
    </div>
  );
}
