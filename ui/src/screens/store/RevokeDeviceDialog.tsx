import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import type { DeviceRow } from '../../api/types';
import { Dialog } from '../../shared/Dialog';
import { ErrorNote } from '../../shared/ErrorNote';
import { WipeChoice } from './WipeChoice';

/** Shuts one device out, lost or sold, while its person goes on with others. One that is out already can still be wiped. */
export function RevokeDeviceDialog({ device, close }: { device: DeviceRow; close: () => void }) {
  const { t } = useTranslation();
  const [wipe, setWipe] = useState(true);
  const out = device.revoked;
  const revoke = useTell('revoke_device', { done: t(out ? 'store.revoke.wipe_done' : 'store.revoke.device_done', { device: device.name }) });
  return (
    <Dialog title={t(out ? 'store.revoke.wipe_what' : 'store.revoke.device', { device: device.name })} close={close}>
      <form onSubmit={(event) => { event.preventDefault(); revoke.mutate({ device: device.id, wipe: out || wipe }, { onSuccess: close }); }}>
        <Stack>
          <Text>{out ? t('store.revoke.wipe_text') : t('store.revoke.device_text', { name: device.staff_name })}</Text>
          {!out && <WipeChoice wipe={wipe} onChange={setWipe} />}
          <ErrorNote error={revoke.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>{t('common.cancel')}</Button>
            <Button type="submit" color="red" loading={revoke.isPending}>{t(out ? 'store.revoke.wipe' : 'store.revoke.device_go')}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
