import { Button, Group, Loader, Paper, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import { ErrorNote } from '../../shared/ErrorNote';
import classes from './Setup.module.css';

/**
 * Waits to be let in; the digits on both screens must agree. They are known only once an administrator's device has taken
 * part in them. Goes on when the core tells a new state.
 */
export function Joining({ digits, relay }: { digits: string; relay: string }) {
  const { t } = useTranslation();
  const cancel = useTell('cancel_join');
  const known = digits !== '';
  return (
    <Stack>
      <Title order={1}>{t(known ? 'setup.joining.title' : 'setup.joining.accepted')}</Title>
      <Text>{t(known ? 'setup.joining.text' : 'setup.joining.no_digits')}</Text>
      {known && (
        <Paper p="lg">
          <div className={classes['digits']} aria-label={t('setup.joining.digits', { digits: digits.split('').join(' ') })} role="img">
            {digits.slice(0, 3)} {digits.slice(3)}
          </div>
        </Paper>
      )}
      <Group gap="sm" role="status">
        <Loader size="sm" aria-hidden />
        <Text>{t(known ? 'setup.joining.waiting' : 'setup.joining.waiting_digits')}</Text>
      </Group>
      <Text size="sm" c="dimmed">{t('setup.joining.through', { relay })}</Text>
      <ErrorNote error={cancel.error} />
      <Button variant="default" disabled={cancel.isPending} onClick={() => cancel.mutate({})}>{t('setup.joining.cancel')}</Button>
    </Stack>
  );
}
