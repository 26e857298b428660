import { Text } from '@mantine/core';
import { IconAlertTriangle, IconShieldCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import { useAsk } from '../../api/hooks';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFormat } from '../../shared/format';
import classes from './Trust.module.css';

/** Whether every record follows the one before it. */
export function ChainState() {
  const { t } = useTranslation();
  const format = useFormat();
  const state = useAsk('audit_state', {});
  if (!state.data) return <ErrorNote error={state.error} again={() => void state.refetch()} />;
  const { checked, breaks, damaged_at: damaged } = state.data;
  if (breaks.length === 0 && damaged === null) {
    return (
      <section className={classes['note']} data-tone="good" role="status" data-testid="chain">
        <IconShieldCheck size={20} aria-hidden />
        <Text c="inherit">{checked === 0 ? t('audit.empty_chain') : t('audit.sound', { count: checked })}</Text>
      </section>
    );
  }
  return (
    <section className={classes['note']} data-tone="bad" role="alert" data-testid="chain">
      <IconAlertTriangle size={20} aria-hidden />
      <div>
        {breaks.length > 0 && <Text c="inherit" fw={600}>{t('audit.broken', { count: breaks.length })}</Text>}
        {breaks.map(({ at, kind, after_rows: rows }) => (
          <Text key={`${at}-${rows}`} size="md" c="inherit">{t(kind === 'cut' ? 'audit.broken_at.cut' : 'audit.broken_at.altered', { when: format.moment(at), count: rows })}</Text>
        ))}
        {damaged !== null && <Text c="inherit">{t('audit.damaged', { row: damaged + 1 })}</Text>}
      </div>
    </section>
  );
}
