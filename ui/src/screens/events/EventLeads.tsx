import { Button, Paper, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { useAsk } from '../../api/hooks';
import { paths } from '../../paths';
import { groupedPhone } from '../../records/numbers';
import { useSession } from '../../session';
import { EmptyNote } from '../../shared/EmptyNote';
import { ErrorNote } from '../../shared/ErrorNote';
import { anyCustomer } from '../../shared/filter';
import { useFormat } from '../../shared/format';
import { useWords } from '../../shared/words';
import classes from './Events.module.css';

const FIRST = 30;

/** The newest leads of an event; the rest stands in the customer list under the same filter. */
export function EventLeads({ file, total }: { file: string; total: number }) {
  const { t } = useTranslation();
  const word = useWords();
  const format = useFormat();
  const { can } = useSession();
  const leads = useAsk('list_customers', { filter: { ...anyCustomer, event: file }, sort: 'opened', offset: 0, limit: FIRST });
  return (
    <Paper p="md">
      <Title order={2} mb="xs">{t('events.lead_list')}</Title>
      <ErrorNote error={leads.error} again={() => void leads.refetch()} />
      {leads.data?.rows.length === 0 && (
        <EmptyNote
          text={t('events.lead_list_empty')}
          action={can('edit_customers') && <Button component={Link} to={paths.capture}>{t('events.capture')}</Button>}
        />
      )}
      <Stack gap={0}>
        {leads.data?.rows.map((row) => (
          <Link key={row.file} to={paths.customer(row.file)} className={classes['lead'] ?? ''} data-testid="lead">
            <span className={classes['letter']} title={word('grades', row.grade ?? 'N')}>{row.grade ?? 'N'}</span>
            <span>
              <Text span display="block" fw={500} truncate>{[row.name || t('common.unnamed'), (row.phone && groupedPhone(row.phone)) || (row.contact_refused ? t('common.refused_phone') : t('common.no_phone'))].join(' · ')}</Text>
              <Text span display="block" size="sm" c="dimmed" truncate>
                {[row.interests.join(t('common.list_gap')), row.budget_fen === null ? null : format.money(row.budget_fen), row.owner?.name ?? t('domain.pool')].filter(Boolean).join(' · ')}
              </Text>
            </span>
            <Text span size="sm" c="dimmed">{row.opened_at === null ? '' : format.ago(row.opened_at)}</Text>
          </Link>
        ))}
      </Stack>
      {total > FIRST && (
        <Button component={Link} to={paths.customersWhere({ event: file })} variant="subtle" fullWidth mt="xs">
          {t('events.all_leads', { count: total })}
        </Button>
      )}
    </Paper>
  );
}
