import { Button, Group, Text, Title } from '@mantine/core';
import { IconCalendarEvent, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { useAsk } from '../../api/hooks';
import type { EventRow } from '../../api/types';
import { paths } from '../../paths';
import { useSession } from '../../session';
import { EmptyNote } from '../../shared/EmptyNote';
import { ErrorNote } from '../../shared/ErrorNote';
import { Loading } from '../../shared/Loading';
import { Page } from '../../shared/Page';
import classes from './Events.module.css';
import { EventState, useEventDates } from './EventState';
import { GradeCounts } from './GradeCounts';

/** All events, running ones first. */
export function EventsScreen() {
  const { t } = useTranslation();
  const { can } = useSession();
  const events = useAsk('events', {});
  const plan = can('edit_events') && (
    <Button component={Link} to={paths.newEvent} leftSection={<IconPlus size={18} />}>{t('events.new')}</Button>
  );
  return (
    <Page title={t('events.title')} actions={plan || undefined} width={1200}>
      <ErrorNote error={events.error} again={() => void events.refetch()} />
      {events.isPending && <Loading />}
      {events.data?.rows.length === 0 && (
        <EmptyNote icon={IconCalendarEvent} text={t(can('edit_events') ? 'events.empty' : 'events.empty_read')} action={plan || undefined} />
      )}
      <div className={classes['list']}>
        {events.data?.rows.map((row) => <EventCard key={row.event.id} row={row} />)}
      </div>
    </Page>
  );
}

function EventCard({ row }: { row: EventRow }) {
  const { t } = useTranslation();
  const dates = useEventDates();
  const { fields } = row.event;
  const where = [fields['place'], dates(row.event)].filter(Boolean).join(' · ');
  return (
    <Link to={paths.event(row.event.id)} className={classes['card'] ?? ''} data-testid="event">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Title order={2}>{fields['name'] ?? t('common.unnamed')}</Title>
        <EventState row={row} />
      </Group>
      <Text size="sm" c="dimmed">{where}</Text>
      <Group gap="lg">
        <Text size="md">{t('events.leads')} <b>{fields['target_leads'] ? t('events.leads_of', { count: row.leads, target: fields['target_leads'] }) : row.leads}</b></Text>
        {row.leads > 0 && <Text size="md">{t('events.capture_rate')} <b>{Math.round((row.with_phone / row.leads) * 100)}%</b></Text>}
      </Group>
      <GradeCounts grades={row.grades} />
    </Link>
  );
}
