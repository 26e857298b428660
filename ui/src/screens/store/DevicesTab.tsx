import { ActionIcon, Button, Group, Menu, Paper } from '@mantine/core';
import { IconDeviceMobileOff, IconDeviceMobilePlus, IconEraser, IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { RELAY_MS, useAsk } from '../../api/hooks';
import type { DeviceRow, StaffRow, StorePage } from '../../api/types';
import { paths } from '../../paths';
import { useSession } from '../../session';
import { EmptyNote } from '../../shared/EmptyNote';
import { DeviceLine } from '../sync/DeviceList';
import { InviteDialog } from './InviteDialog';
import { RevokeDeviceDialog } from './RevokeDeviceDialog';
import { PendingDevices } from './PendingDevices';

/** What is out stands below what is in use. */
const inUseFirst = (devices: readonly DeviceRow[]) => [...devices].sort((one, other) => Number(one.revoked) - Number(other.revoked));

/** The store's devices: those that wait, those that are in, and the way in for one more. */
export function DevicesTab({ store }: { store: StorePage }) {
  const { t } = useTranslation();
  const session = useSession();
  // The practice store has no relay that another device could join through.
  const manages = session.can('manage_staff') && !session.store.practice;
  const [revoked, setRevoked] = useState<DeviceRow | null>(null);
  const [invited, setInvited] = useState<StaffRow | null>(null);
  // Which devices the relay has set aside is known to the relay alone.
  const guard = useAsk('refused_page', {}, { enabled: manages, everyMs: RELAY_MS });
  const aside = (device: DeviceRow) => guard.data?.quarantined.some((one) => one.device === device.id) ?? false;
  const pending = useAsk('pending_devices', {}, { enabled: manages && invited === null, everyMs: 3000 });
  return (
    <>
      {!invited && pending.data && pending.data.length > 0 && <PendingDevices pending={pending.data} />}
      {manages && (
        <Group mb="sm" gap="sm">
          <Menu position="bottom-start" withinPortal>
            <Menu.Target>
              <Button leftSection={<IconDeviceMobilePlus size={18} />}>{t('store.devices.invite')}</Button>
            </Menu.Target>
            <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
              <Menu.Label>{t('store.devices.for_whom')}</Menu.Label>
              {store.staff.filter((one) => one.state !== 'revoked').map((one) => (
                <Menu.Item key={one.id} mih={44} onClick={() => setInvited(one)}>{one.name}</Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
          <Button component={Link} to={paths.guard} variant="default" leftSection={<IconShieldCheck size={18} />}>{t('trust.guard.title')}</Button>
        </Group>
      )}
      {store.devices.length === 0 ? (
        <EmptyNote text={t('store.devices.empty')} />
      ) : (
        <Paper px="md">
          {inUseFirst(store.devices).map((device) => (
            <DeviceLine
              key={device.id}
              device={device}
              quarantined={aside(device)}
              acts={session.can('revoke_devices') && !device.is_this && !device.wipes && (
                <ActionIcon
                  aria-label={t(device.revoked ? 'store.revoke.wipe_of' : 'store.revoke.device_of', { device: device.name, name: device.staff_name })}
                  title={t(device.revoked ? 'store.revoke.wipe' : 'store.revoke.device_go')}
                  onClick={() => setRevoked(device)}
                >
                  {device.revoked ? <IconEraser size={20} /> : <IconDeviceMobileOff size={20} />}
                </ActionIcon>
              )}
            />
          ))}
        </Paper>
      )}
      {revoked && <RevokeDeviceDialog device={revoked} close={() => setRevoked(null)} />}
      {invited && <InviteDialog staff={invited} close={() => setInvited(null)} />}
    </>
  );
}
