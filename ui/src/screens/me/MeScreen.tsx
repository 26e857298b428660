import { Button, Group, Modal, Paper, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';

import { useTell } from '../../api/hooks';
import { paths } from '../../paths';
import { useSession } from '../../session';
import { ErrorNote } from '../../shared/ErrorNote';
import { Page } from '../../shared/Page';
import { usePhone } from '../../shared/usePhone';
import { useWords } from '../../shared/words';
import { Places } from './Places';
import { RecentOperations } from './RecentOperations';
import { Reminders } from './Reminders';
import { Settings } from './Settings';

/** The person, the way to places that the phone's bar has no room for, and this device's own settings. */
export function MeScreen() {
  const { t } = useTranslation();
  const word = useWords();
  const phone = usePhone();
  const { me, store, version } = useSession();
  return (
    <Page title={t('me.title')} width={720}>
      <Stack>
        <Paper p="md">
          <Title order={2}>{me.name}</Title>
          <Text c="dimmed">{me.roles.map((role) => word('roles', role)).join(t('common.list_gap'))}</Text>
          <Text c="dimmed" size="sm">{store.name}</Text>
        </Paper>
        <Places />
        <Settings />
        {store.practice && <Practice />}
        <Reminders />
        <RecentOperations />
        <Text size="xs" c="dimmed">{t('me.version', { version })}{!phone && ` · ${t('me.keys')}`}</Text>
      </Stack>
    </Page>
  );
}

function Practice() {
  const { t } = useTranslation();
  const [asked, { open, close }] = useDisclosure(false);
  const navigate = useNavigate();
  const wipe = useTell('wipe_practice', {
    done: () => {
      // The next store opens where a store opens, not here.
      void navigate(paths.home);
      return null;
    },
  });
  return (
    <Paper p="md">
      <Title order={2}>{t('me.practice.title')}</Title>
      <Text c="dimmed" mb="sm">{t('me.practice.text')}</Text>
      <Button color="red" variant="light" onClick={open}>{t('me.practice.wipe')}</Button>
      <Modal opened={asked} onClose={close} title={t('me.practice.wipe')} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <Stack>
          <Text>{t('me.practice.sure')}</Text>
          <ErrorNote error={wipe.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>{t('common.cancel')}</Button>
            <Button color="red" loading={wipe.isPending} onClick={() => wipe.mutate({})}>{t('me.practice.yes')}</Button>
          </Group>
        </Stack>
      </Modal>
    </Paper>
  );
}
