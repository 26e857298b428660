import { List, Paper, Progress, Stack, Text, Title } from '@mantine/core';
import { IconHourglass, IconShieldCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

interface Props {
  title: string;
  waiting: number;
  handedOver: number;
}

/** This device no longer belongs to a store: what became of the work on it that nobody else had yet. */
export function Parted({ title, waiting, handedOver }: Props) {
  const { t } = useTranslation();
  const all = waiting + handedOver;
  return (
    <Paper p="md" component="section" aria-label={title}>
      <Stack gap="sm">
        <Title order={1}>{title}</Title>
        <Text>{t('setup.parted.text')}</Text>
        <List ps={0} spacing="xs" center aria-live="polite">
          {waiting > 0 && (
            <List.Item icon={<IconHourglass size={20} color="var(--fc-warn)" aria-hidden />}>
              <Text data-testid="parted-waiting">{t('setup.parted.waiting', { count: waiting })}</Text>
            </List.Item>
          )}
          {(handedOver > 0 || waiting === 0) && (
            <List.Item icon={<IconShieldCheck size={20} color="var(--fc-good)" aria-hidden />}>
              <Text>{handedOver > 0 ? t('setup.parted.handed_over', { count: handedOver }) : t('setup.parted.nothing')}</Text>
            </List.Item>
          )}
        </List>
        {waiting > 0 && handedOver > 0 && <Progress value={(handedOver / all) * 100} aria-label={t('setup.parted.waiting', { count: waiting })} />}
        <Text size="sm" c="dimmed">{t(waiting > 0 ? 'setup.parted.stay' : 'setup.parted.ask')}</Text>
      </Stack>
    </Paper>
  );
}
