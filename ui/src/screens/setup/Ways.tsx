import { Group, Stack, Text, Title, Button } from '@mantine/core';
import { IconBuildingStore, IconLanguage, IconQrcode, IconSchool, type TablerIcon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import { ErrorNote } from '../../shared/ErrorNote';
import classes from './Setup.module.css';

export type Way = 'join' | 'open';

/** The three ways in. */
export function Ways({ choose, language }: { choose: (way: Way) => void; language: () => void }) {
  const { t } = useTranslation();
  const practise = useTell('practise');
  const way = (Icon: TablerIcon, title: string, text: string, onClick: () => void) => (
    <button type="button" className={classes['way']} disabled={practise.isPending} onClick={onClick}>
      <Icon size={28} stroke={1.5} aria-hidden />
      <span>
        <Text component="span" display="block" fw={600} size="lg">{title}</Text>
        <Text component="span" display="block" c="dimmed" size="md">{text}</Text>
      </span>
    </button>
  );
  return (
    <Stack>
      <Group justify="space-between" wrap="nowrap">
        <Title order={1}>{t('setup.welcome')}</Title>
        <Button variant="subtle" leftSection={<IconLanguage size={18} />} onClick={language}>中 / EN</Button>
      </Group>
      <Text c="dimmed">{t('setup.ways.title')}</Text>
      <ErrorNote error={practise.error} />
      {way(IconQrcode, t('setup.ways.join'), t('setup.ways.join_text'), () => choose('join'))}
      {way(IconBuildingStore, t('setup.ways.open'), t('setup.ways.open_text'), () => choose('open'))}
      {way(IconSchool, t('setup.ways.practise'), t('setup.ways.practise_text'), () => practise.mutate({}))}
    </Stack>
  );
}
