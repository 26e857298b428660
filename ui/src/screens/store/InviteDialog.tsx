import { Button, Center, CopyButton, Group, Loader, Stack, Text } from '@mantine/core';
import { useInterval } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useAsk, useTell } from '../../api/hooks';
import type { Invitation, StaffRow } from '../../api/types';
import { Dialog } from '../../shared/Dialog';
import { ErrorNote } from '../../shared/ErrorNote';
import { clockText, groupedCode, svgAddress } from './invitation';
import { PendingDevices } from './PendingDevices';
import classes from './Store.module.css';

/** Opens a place for one more device of a person and shows how to get into it. */
export function InviteDialog({ staff, close }: { staff: StaffRow; close: () => void }) {
  const { t } = useTranslation();
  const { mutate, data, error, isPending } = useTell('invite_device');
  useEffect(() => mutate({ staff: staff.id }), [mutate, staff.id]);
  return (
    <Dialog title={t('store.staff.invite_for', { name: staff.name })} close={close}>
      <ErrorNote error={error} again={() => mutate({ staff: staff.id })} />
      {isPending && <Center p="xl"><Loader /></Center>}
      {data && <Shown key={data.slot} invitation={data} again={() => mutate({ staff: staff.id })} />}
    </Dialog>
  );
}

function Shown({ invitation, again }: { invitation: Invitation; again: () => void }) {
  const { t } = useTranslation();
  const [now, setNow] = useState(Date.now);
  useInterval(() => setNow(Date.now()), 1000, { autoInvoke: true });
  const pending = useAsk('pending_devices', {}, { everyMs: 2000 });
  const mine = pending.data?.filter((one) => one.slot === invitation.slot) ?? [];
  const left = invitation.expires_at - now;
  if (mine.length > 0) return <PendingDevices pending={mine} />;
  if (left <= 0) {
    return (
      <Stack>
        <Text>{t('store.invitation.over')}</Text>
        <Button onClick={again}>{t('store.invitation.again')}</Button>
      </Stack>
    );
  }
  return (
    <Stack>
      <Text>{t('store.invitation.steps')}</Text>
      <div>
        <Text size="sm" c="dimmed">{t('store.invitation.relay')}</Text>
        <Group justify="space-between" wrap="nowrap">
          <Text fw={500} style={{ overflowWrap: 'anywhere' }} data-testid="invitation-relay">{invitation.relay}</Text>
          <CopyButton value={invitation.relay}>
            {({ copied, copy }) => <Button variant="default" flex="none" onClick={copy}>{t(copied ? 'store.invitation.copied' : 'store.invitation.copy')}</Button>}
          </CopyButton>
        </Group>
      </div>
      <div>
        <Text size="sm" c="dimmed">{t('store.invitation.code')}</Text>
        <div className={classes['code']} data-testid="invitation-code">{groupedCode(invitation.code)}</div>
      </div>
      <img className={classes['qr']} src={svgAddress(invitation.qr_svg)} alt={t('store.invitation.qr')} />
      <Text size="sm" c="dimmed" ta="center">{t('store.invitation.qr_note')}</Text>
      <Group justify="center" gap="sm" role="status">
        <Loader size="xs" aria-hidden />
        <Text size="md">{t('store.invitation.waiting')}</Text>
      </Group>
      <Text size="sm" c="dimmed" ta="center">{t('store.invitation.left', { time: clockText(left) })}</Text>
    </Stack>
  );
}
