import { Paper, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import type { SyncLogLine } from '../../api/types';
import { useFormat } from '../../shared/format';
import classes from './Sync.module.css';

/** What happened between this device and the relay, newest first. */
export function SyncLog({ log }: { log: readonly SyncLogLine[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Paper p="md">
      <Title order={2} mb="xs">{t('sync.log.title')}</Title>
      {log.length === 0 && <Text c="dimmed">{t('sync.log.empty')}</Text>}
      <div className={classes['log']} role="log" tabIndex={log.length > 0 ? 0 : undefined} aria-label={t('sync.log.title')}>
        {log.map((line, at) => (
          <div key={`${line.at}-${at}`} className={classes['row']} style={{ minHeight: 36 }}>
            <Text span size="md">{t(`sync.log.codes.${line.what}`)}{line.count > 0 && ` ${t('sync.log.count', { count: line.count })}`}</Text>
            <Text span size="sm" c="dimmed">{format.moment(line.at)}</Text>
          </div>
        ))}
      </div>
    </Paper>
  );
}
