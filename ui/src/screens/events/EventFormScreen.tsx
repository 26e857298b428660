import { Button, Checkbox, Group, Paper, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';

import { useAsk, useTell } from '../../api/hooks';
import type { EventFile, StaffRow } from '../../api/types';
import { paths } from '../../paths';
import { useCalendar } from '../../records/useCalendar';
import { useSession } from '../../session';
import { Chips, toggled } from '../../shared/Chips';
import { ErrorNote } from '../../shared/ErrorNote';
import { Loading } from '../../shared/Loading';
import { Page } from '../../shared/Page';
import { useFieldError } from '../../shared/useFieldError';
import { changedFields, eventValues, type EventValues } from './eventFields';

/** Plans an event, or changes one. */
export function EventFormScreen() {
  const { t } = useTranslation();
  const { file = null } = useParams();
  const event = useAsk('event', { file: file ?? '' }, { enabled: file !== null });
  const store = useAsk('store', {});
  const back = file === null ? paths.events : paths.event(file);
  const error = event.error ?? store.error;
  const ready = store.data && (file === null || event.data);
  return (
    <Page title={t(file === null ? 'events.form.new' : 'events.form.edit')} back={back} width={720}>
      <ErrorNote error={error} />
      {!error && !ready && <Loading />}
      {ready && <EventForm event={event.data?.row.event ?? null} staff={store.data.staff} back={back} />}
    </Page>
  );
}

interface Props {
  event: EventFile | null;
  staff: readonly StaffRow[];
  back: string;
}

function EventForm({ event, staff, back }: Props) {
  const { t } = useTranslation();
  const calendar = useCalendar(true);
  const navigate = useNavigate();
  const { today } = useSession();
  const [before] = useState(() => eventValues(event, today));
  const [values, setValues] = useState(before);
  const [team, setTeam] = useState<string[]>(event?.staff ?? []);
  const save = useTell('save_event', { done: t('events.form.saved') });
  const errors = useFieldError(save.error);
  const set = (field: keyof EventValues) => (value: string | null) => setValues((old) => ({ ...old, [field]: value ?? '' }));
  const text = (field: 'name' | 'place' | 'target_leads' | 'cost_fen', more: { placeholder?: string; inputMode?: 'numeric' } = {}) => (
    <TextInput
      label={t(`domain.event_fields.${field}`)}
      autoComplete="off"
      maxLength={200}
      value={values[field]}
      error={errors.at(field)}
      onChange={(typed) => set(field)(typed.currentTarget.value)}
      {...more}
    />
  );
  const date = (field: 'starts_on' | 'ends_on') => (
    <DateInput label={t(`domain.event_fields.${field}`)} {...calendar} value={values[field] || null} error={errors.at(field)} onChange={set(field)} />
  );
  const submit = () =>
    save.mutate(
      { file: event?.id ?? null, fields: changedFields(before, values, event === null), staff: team, settle: null },
      { onSuccess: (saved) => void navigate(paths.event(saved.file), { replace: true }) },
    );
  const people = staff.filter((one) => one.state !== 'revoked').map((one) => ({ value: one.id, label: one.name }));
  return (
    <Paper p="md" component="form" noValidate onSubmit={(submitted: { preventDefault: () => void }) => { submitted.preventDefault(); submit(); }}>
      <Stack>
        <ErrorNote error={errors.besides('name', 'place', 'starts_on', 'ends_on', 'target_leads', 'cost_fen', 'remark')} />
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          {text('name')}
          {text('place')}
          {date('starts_on')}
          {date('ends_on')}
          {text('target_leads', { placeholder: t('events.form.target_hint'), inputMode: 'numeric' })}
          {text('cost_fen', { placeholder: t('events.form.cost_hint') })}
        </SimpleGrid>
        <Chips label={t('events.team')} choices={people} chosen={team} onTap={(one) => setTeam((old) => toggled(old, one))} after={people.length === 0 && <Text c="dimmed" size="sm">{t('events.form.nobody')}</Text>} />
        <Textarea label={t('domain.event_fields.remark')} autosize minRows={2} maxLength={2000} value={values.remark} error={errors.at('remark')} onChange={(typed) => set('remark')(typed.currentTarget.value)} />
        {event && (
          <Checkbox
            size="md"
            label={t('events.form.close')}
            description={t('events.form.close_text')}
            checked={values.closed !== ''}
            onChange={(ticked) => set('closed')(ticked.currentTarget.checked ? 'yes' : '')}
          />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={() => void navigate(back)}>{t('common.cancel')}</Button>
          <Button type="submit" loading={save.isPending}>{t('common.save')}</Button>
        </Group>
      </Stack>
    </Paper>
  );
}
