import { Button, Group, Modal, Paper, SegmentedControl, Stack, Text, Title, useMantineColorScheme } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';

import { useTell } from '../../api/hooks';
import type { Language } from '../../api/types';
import { speak } from '../../i18n';
import { paths } from '../../paths';
import { useSession } from '../../session';
import { ErrorNote } from '../../shared/ErrorNote';
import { Page } from '../../shared/Page';
import { applyTextSize, TEXT_SIZES, textSize } from '../../shared/textSize';
import { usePhone } from '../../shared/usePhone';
import { useWords } from '../../shared/words';
import { Places } from './Places';
import { RecentOperations } from './RecentOperations';
import { Reminders } from './Reminders';

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

const LANGUAGES: { value: Language; label: string }[] = [
  { value: 'zh-CN', label: '简体中文' },
  { value: 'en', label: 'English' },
];
const THEMES = ['auto', 'light', 'dark'] as const;

function Settings() {
  const { t, i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [size, setSize] = useState(textSize);
  const tell = useTell('set_language');
  const choose = (value: string) => {
    const language = LANGUAGES.find((one) => one.value === value)?.value ?? 'zh-CN';
    speak(language);
    tell.mutate({ language });
  };
  return (
    <Paper p="md">
      <Stack>
        <ErrorNote error={tell.error} />
        <div>
          <Text size="sm" c="dimmed" mb={4}>{t('me.language')}</Text>
          <SegmentedControl fullWidth size="md" aria-label={t('me.language')} data={LANGUAGES} value={i18n.language} onChange={choose} />
        </div>
        <div>
          <Text size="sm" c="dimmed" mb={4}>{t('me.theme')}</Text>
          <SegmentedControl
            fullWidth
            size="md"
            aria-label={t('me.theme')}
            data={THEMES.map((value) => ({ value, label: t(`me.themes.${value}`) }))}
            value={colorScheme}
            onChange={(value) => setColorScheme(THEMES.find((one) => one === value) ?? 'auto')}
          />
        </div>
        <div>
          <Text size="sm" c="dimmed" mb={4}>{t('me.text_size')}</Text>
          <SegmentedControl
            fullWidth
            size="md"
            aria-label={t('me.text_size')}
            data={TEXT_SIZES.map((value) => ({ value, label: t(`me.sizes.${value}`) }))}
            value={size}
            onChange={(value) => {
              const chosen = TEXT_SIZES.find((one) => one === value) ?? '100';
              setSize(chosen);
              applyTextSize(chosen);
            }}
          />
        </div>
      </Stack>
    </Paper>
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
