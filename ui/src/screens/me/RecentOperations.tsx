import { Button, Paper, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { useAsk, useTell } from '../../api/hooks';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFormat } from '../../shared/format';
import classes from './Me.module.css';

/** What was done on this device in the last day, each with its way back. */
export function RecentOperations() {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const recent = useAsk('recent_operations', {});
  const undo = useTell('undo', {
    done: ({ kept }) => (kept.length > 0 ? t('common.undone_but', { count: kept.length }) : t('common.undone')),
  });
  const what = (command: string) =>
    i18n.exists(`me.recent.commands.${command}`) ? String(t(`me.recent.commands.${command}`, { defaultValue: command })) : command;
  return (
    <Paper p="md">
      <Title order={2} mb="xs">{t('me.recent.title')}</Title>
      <ErrorNote error={recent.error ?? undo.error} />
      {recent.data?.length === 0 && <Text c="dimmed" size="md">{t('me.recent.empty')}</Text>}
      {recent.data?.slice(0, 20).map((one) => (
        <div key={one.undo} className={classes['row']}>
          <span>
            <Text span display="block">{what(one.command)}</Text>
            <Text span display="block" size="sm" c="dimmed">{format.ago(one.at)}</Text>
          </span>
          {one.undone ? (
            <Text span size="sm" c="dimmed">{t('me.recent.undone')}</Text>
          ) : (
            <Button
              variant="default"
              disabled={undo.isPending}
              aria-label={t('me.recent.undo_what', { what: what(one.command) })}
              onClick={() => undo.mutate({ undo: one.undo }, { onSettled: () => void recent.refetch() })}
            >
              {t('me.recent.undo')}
            </Button>
          )}
        </div>
      ))}
    </Paper>
  );
}
