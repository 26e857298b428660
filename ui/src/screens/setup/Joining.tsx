import { Button, Group, Loader, Paper, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import { ErrorNote } from '../../shared/ErrorNote';
import classes from './Setup.module.css';

/** Waits to be let in; the digits on both screens must agree. Goes on when the core tells a new state. */
export function Joining({ digits, relay }: { digits: string; relay: string }) {
  const { t } = useTranslation();
  const cancel = useTell('cancel_join');
  return (
    <Stack>
      <Title order={1}>{t('setup.joining.title')}</Title>
      <Text>{t('setup.joining.text')}</Text>
      <Paper p="lg">
        <div className={classes['digits']} aria-label={t('setup.joining.digits', { digits: digits.split('').join(' ') })} role="img">
          {digits.slice(0, 3)} {digits.slice(3)}
        </div>
      </Paper>
      <Group gap="sm" role="status">
        <Loader size="sm" aria-hidden />
        <Text>{t('setup.joining.waiting')}</Text>
      </Group>
      <Text size="sm" c="dimmed">{t('setup.joining.through', { relay })}</Text>
      <ErrorNote error={cancel.error} />
      <Button variant="default" disabled={cancel.isPending} onClick={() => cancel.mutate({})}>{t('setup.joining.cancel')}</Button>
    </Stack>
  );
}
