// 锁屏与密钥: the PIN of this device, and the keys that its data and the store's devices can be opened with.
import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconKey, IconLock, IconShieldLock } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useAsk, useTell } from '../../api/hooks';
import { paths } from '../../paths';
import { useSession } from '../../session';
import { ErrorNote } from '../../shared/ErrorNote';
import { Page } from '../../shared/Page';
import { PassphraseDialog } from './PassphraseDialog';
import { ChangePin, RemovePin } from './PinDialog';
import { RecoveryKeyDialog } from './RecoveryKeyDialog';
import { RotateDialog } from './RotateDialog';

type Asked = 'set' | 'remove' | 'recovery' | 'passphrase' | 'rotate';

export function LockSettingsScreen() {
  const { t } = useTranslation();
  const { lock, me } = useSession();
  const sync = useAsk('sync_page', {});
  const lockNow = useTell('lock');
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  const makes = me.roles.includes('administrator');
  // Without a recovery key ten slips would cost what was not synced.
  const needsKey = !lock.has_pin && !lock.has_recovery_key;
  return (
    <Page title={t('lock.settings.title')} width={720} back={paths.me}>
      <Stack>
        <Paper p="md" component="section" aria-labelledby="lock-pin">
          <Group gap="xs" mb={4}><IconLock size={20} aria-hidden /><Title order={2} id="lock-pin">{t('lock.settings.pin')}</Title></Group>
          <Text c="dimmed" mb="sm">
            {lock.has_pin ? t('lock.settings.pin_on', { count: Math.round(lock.idle_after_s / 60) }) : t('lock.settings.pin_off', { count: Math.round(lock.idle_after_s / 60) })}
          </Text>
          <ErrorNote error={lockNow.error} />
          {needsKey && <Text mb="sm" data-testid="needs-recovery-key">{t(makes ? 'lock.settings.needs_key' : 'lock.settings.ask_key')}</Text>}
          <Group gap="sm">
            <Button variant={lock.has_pin ? 'default' : 'filled'} disabled={needsKey} onClick={() => setAsked('set')}>{t(lock.has_pin ? 'lock.settings.change_pin' : 'lock.settings.set_pin')}</Button>
            {lock.has_pin && <Button variant="default" onClick={() => setAsked('remove')}>{t('lock.settings.remove_pin')}</Button>}
            {lock.has_pin && <Button variant="default" loading={lockNow.isPending} onClick={() => lockNow.mutate({})}>{t('lock.settings.lock_now')}</Button>}
          </Group>
        </Paper>
        {makes && (
          <Paper p="md" component="section" aria-labelledby="lock-recovery">
            <Group gap="xs" mb={4}><IconShieldLock size={20} aria-hidden /><Title order={2} id="lock-recovery">{t('lock.settings.recovery')}</Title></Group>
            <Text c="dimmed" mb="sm">{t('lock.settings.recovery_text')}</Text>
            <Button variant="default" onClick={() => setAsked('recovery')}>{t(lock.has_recovery_key ? 'lock.settings.remake_recovery' : 'lock.settings.make_recovery')}</Button>
          </Paper>
        )}
        <Paper p="md" component="section" aria-labelledby="lock-key">
          <Group gap="xs" mb={4}><IconKey size={20} aria-hidden /><Title order={2} id="lock-key">{t('lock.settings.key')}</Title></Group>
          <Text c="dimmed" mb="sm">{t('lock.settings.key_text')}</Text>
          <Group gap="sm">
            {sync.data?.key_place === 'passphrase' && <Button variant="default" onClick={() => setAsked('passphrase')}>{t('lock.settings.change_passphrase')}</Button>}
            <Button variant="default" onClick={() => setAsked('rotate')}>{t('lock.settings.rotate')}</Button>
          </Group>
        </Paper>
      </Stack>
      {asked === 'set' && <ChangePin hasPin={lock.has_pin} close={close} />}
      {asked === 'remove' && <RemovePin close={close} />}
      {asked === 'recovery' && <RecoveryKeyDialog close={close} />}
      {asked === 'passphrase' && <PassphraseDialog close={close} />}
      {asked === 'rotate' && <RotateDialog close={close} />}
    </Page>
  );
}
