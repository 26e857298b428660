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
  const touched = breaks.filter(({ kind }) => kind !== 'restored').length;
  const isBad = touched > 0 || damaged !== null;
  return (
    <section className={classes['note']} data-tone={isBad ? 'bad' : 'good'} role={isBad ? 'alert' : 'status'} data-testid="chain">
      {isBad ? <IconAlertTriangle size={20} aria-hidden /> : <IconShieldCheck size={20} aria-hidden />}
      <div>
        {touched > 0 && <Text c="inherit" fw={600}>{t('audit.broken', { count: touched })}</Text>}
        {breaks.map(({ at, kind, after_rows: rows }) => (
          <Text key={`${at}-${rows}`} size="md" c="inherit">{t(brokenBy(kind), { when: format.moment(at), count: rows })}</Text>
        ))}
        {damaged !== null && <Text c="inherit">{t('audit.damaged', { row: damaged + 1 })}</Text>}
      </div>
    </section>
  );
}

const brokenBy = (kind: string) => {
  if (kind === 'restored') return 'audit.broken_at.restored' as const;
  return kind === 'cut' ? 'audit.broken_at.cut' as const : 'audit.broken_at.altered' as const;
};
