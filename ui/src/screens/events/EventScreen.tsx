import { Button, Group, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { IconPencil, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';

import { useAsk } from '../../api/hooks';
import type { EventPage } from '../../api/types';
import { paths } from '../../paths';
import { useSession } from '../../session';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFormat } from '../../shared/format';
import { Loading } from '../../shared/Loading';
import { Page } from '../../shared/Page';
import { EventLeads } from './EventLeads';
import classes from './Events.module.css';
import { EventState, useEventDates } from './EventState';
import { GradeCounts } from './GradeCounts';

/** One event: its counts, its people, its leads. */
export function EventScreen() {
  const { t } = useTranslation();
  const { can } = useSession();
  const { file = '' } = useParams();
  const { data: page, error, refetch } = useAsk('event', { file });
  if (error) return <Page title={t('events.title')} back={paths.events}><ErrorNote error={error} again={() => void refetch()} /></Page>;
  if (!page) return <Loading />;
  const actions = (
    <Group gap="xs" wrap="nowrap">
      {page.can_edit && (
        <Button component={Link} to={paths.editEvent(file)} variant="default" leftSection={<IconPencil size={18} />}>{t('common.edit')}</Button>
      )}
      {page.row.running && can('edit_customers') && (
        <Button component={Link} to={paths.capture} leftSection={<IconPlus size={18} />} visibleFrom="sm">{t('events.capture')}</Button>
      )}
    </Group>
  );
  return (
    <Page title={page.row.event.fields['name'] ?? t('common.unnamed')} back={paths.events} actions={actions} width={1200}>
      <Stack>
        <Head page={page} />
        <div className={classes['columns']}>
          <EventLeads file={file} total={page.row.leads} />
          <Stack>
            <ByOwner page={page} />
            <Paper p="md">
              <Title order={2} mb="xs">{t('events.team')}</Title>
              <Text>{page.team.map((one) => one.name).join(t('common.list_gap')) || t('events.no_team')}</Text>
              {page.row.event.fields['remark'] && <Text c="dimmed" mt="sm">{page.row.event.fields['remark']}</Text>}
            </Paper>
          </Stack>
        </div>
      </Stack>
    </Page>
  );
}

function Head({ page: { row } }: { page: EventPage }) {
  const { t } = useTranslation();
  const format = useFormat();
  const dates = useEventDates();
  const { fields } = row.event;
  const cost = Number(fields['cost_fen'] ?? Number.NaN);
  const figures: [string, string][] = [
    [t('events.leads'), fields['target_leads'] ? t('events.leads_of', { count: row.leads, target: fields['target_leads'] }) : String(row.leads)],
  ];
  if (row.leads > 0) figures.push([t('events.capture_rate'), `${Math.round((row.with_phone / row.leads) * 100)}%`]);
  if (Number.isFinite(cost)) figures.push([t('events.cost'), format.money(cost)]);
  if (Number.isFinite(cost) && row.leads > 0) figures.push([t('events.cost_each'), format.money(Math.round(cost / row.leads))]);
  return (
    <>
      <Group gap="sm">
        <EventState row={row} />
        <Text c="dimmed">{[fields['place'], dates(row.event)].filter(Boolean).join(' · ')}</Text>
      </Group>
      <dl className={classes['figures']} style={{ margin: 0 }}>
        {figures.map(([name, value]) => (
          <div key={name} className={classes['figure']}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <GradeCounts grades={row.grades} />
    </>
  );
}

function ByOwner({ page: { by_owner } }: { page: EventPage }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Paper p="md">
      <Title order={2} mb="xs">{t('events.by_owner')}</Title>
      {by_owner.length === 0 && <Text c="dimmed" size="sm">{t('events.no_leads')}</Text>}
      {by_owner.length > 0 && (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('events.owner')}</Table.Th>
              <Table.Th ta="right">{t('events.count')}</Table.Th>
              <Table.Th ta="right">{t('events.amount')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {by_owner.map((one) => (
              <Table.Tr key={one.owner?.id ?? 'pool'}>
                <Table.Td>{one.owner?.name ?? t('domain.pool')}</Table.Td>
                <Table.Td ta="right">{one.count}</Table.Td>
                <Table.Td ta="right">{format.money(one.amount_fen)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Paper>
  );
}
