import { Button, List, Stack, Text, Title } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import type { AppError } from '../../api/types';
import { ErrorNote } from '../../shared/ErrorNote';

/** The data on this device did not open: what happened, that it is safe, what to do. */
export function Closed({ error, join }: { error: AppError; join: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const copied = error.code === 'cloned_device';
  return (
    <Stack>
      <Title order={1}>{t('setup.closed.title')}</Title>
      <ErrorNote error={error} />
      <List icon={<IconShieldCheck size={20} color="var(--fc-good)" aria-hidden />} spacing="xs" ps={0}>
        <List.Item><Text>{t('setup.closed.safe')}</Text></List.Item>
        <List.Item><Text>{t('setup.closed.synced')}</Text></List.Item>
      </List>
      {/* A copy of another device may join as a device of its own. */}
      {copied && <Button onClick={join}>{t('setup.closed.join')}</Button>}
      <Button variant="default" onClick={() => void client.invalidateQueries({ queryKey: ['state'] })}>{t('setup.closed.again')}</Button>
    </Stack>
  );
}
