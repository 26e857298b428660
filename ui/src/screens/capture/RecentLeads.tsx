import { Paper, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { useAsk } from '../../api/hooks';
import { paths } from '../../paths';
import { groupedPhone } from '../../records/numbers';
import { anyCustomer } from '../../shared/filter';
import { useFormat } from '../../shared/format';
import classes from './Capture.module.css';

/** What was just caught, so that a mistake is seen at once. On the desk only. */
export function RecentLeads() {
  const { t } = useTranslation();
  const format = useFormat();
  const { data } = useAsk('list_customers', { filter: anyCustomer, sort: 'opened', offset: 0, limit: 10 });
  return (
    <Paper p="md">
      <Title order={2} mb="xs">{t('capture.recent.title')}</Title>
      {data?.rows.length === 0 && <Text c="dimmed" size="sm">{t('capture.recent.empty')}</Text>}
      <Stack gap={0}>
        {data?.rows.map((row) => (
          <Link key={row.file} to={paths.customer(row.file)} className={classes['lead'] ?? ''}>
            <Text span truncate>{[row.grade, row.name || t('common.unnamed'), row.phone && groupedPhone(row.phone)].filter(Boolean).join(' · ')}</Text>
            <Text span size="sm" c="dimmed" truncate>
              {[row.interests.join(t('common.list_gap')), row.opened_at === null ? null : format.ago(row.opened_at)].filter(Boolean).join(' · ')}
            </Text>
          </Link>
        ))}
      </Stack>
    </Paper>
  );
}
