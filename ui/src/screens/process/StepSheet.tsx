// One step of a test drive: licence, preparation, out, back, feedback, or that it did not take place.
import { Button, Checkbox, NumberInput, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import {
  CALLED_OFFS, LICENCE_KINDS, PREPARATIONS, REACTIONS,
  type CalledOff, type LicenceKind, type OpportunityPage, type Preparation, type Reaction, type TestDriveAct, type TestDriveChange, type TestDriveView,
} from '../../api/types';
import { ChoiceChips } from '../../records/ChoiceChips';
import { Sheet } from '../../records/Sheet';
import { useCalendar } from '../../records/useCalendar';
import { useSaid } from '../../records/useSaid';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFieldError } from '../../shared/useFieldError';

interface Props {
  page: OpportunityPage;
  view: TestDriveView;
  act: TestDriveAct;
  onClose: () => void;
}

const TITLES = {
  licence: 'process.drive.licence_do', prepare: 'process.drive.prepared_do', out: 'process.drive.out_do', back: 'process.drive.back_do',
  feedback: 'process.drive.feedback_do', call_off: 'process.drive.call_off_title', move: 'process.drive.move', agreement: 'process.drive.agreement_do', restore: 'process.drive.restore',
} as const;

export function StepSheet({ page, view, act, onClose }: Props) {
  const { t } = useTranslation();
  const { drive } = view;
  const said = useSaid();
  const calendar = useCalendar();
  const tell = useTell('edit_test_drive', { done: said(t(act === 'call_off' ? 'process.drive.called_off' : 'process.drive.saved')) });
  const field = useFieldError(tell.error);
  const [kind, setKind] = useState<LicenceKind>(drive.licence?.kind ?? 'C1');
  const [until, setUntil] = useState<string | null>(drive.licence?.valid_until ?? null);
  const [number, setNumber] = useState('');
  const [points, setPoints] = useState<Preparation[]>(drive.prepared?.points ?? []);
  const [km, setKm] = useState<number | string>(act === 'back' ? (drive.out?.mileage_km ?? '') : (view.last_km ?? ''));
  const [route, setRoute] = useState(drive.route);
  const [reaction, setReaction] = useState<Reaction | null>(drive.reaction);
  const [words, setWords] = useState(drive.feedback);
  const [why, setWhy] = useState<CalledOff>('cancelled');
  const [text, setText] = useState('');
  const told = act === 'back' || act === 'feedback';

  const feedback = (): TestDriveChange[] => [
    { edit: 'field', field: 'route', value: route },
    { edit: 'field', field: 'reaction', value: reaction ?? '' },
    { edit: 'field', field: 'feedback', value: words },
  ];
  const edits = (): TestDriveChange[] => {
    if (act === 'licence') return [{ edit: 'licence', kind, valid_until: until, number }];
    if (act === 'prepare') return [{ edit: 'prepared', points }];
    if (act === 'out') return [{ edit: 'out', mileage_km: Number(km) }];
    if (act === 'back') return [{ edit: 'back', mileage_km: Number(km) }, ...feedback()];
    if (act === 'call_off') return [{ edit: 'call_off', why, text }];
    return feedback();
  };
  const save = () => tell.mutate({ file: page.customer.file, id: drive.id, edits: edits() }, { onSuccess: onClose });

  return (
    <Sheet
      opened
      title={t(TITLES[act])}
      onClose={onClose}
      onSubmit={save}
      actions={<Button type="submit" loading={tell.isPending} disabled={(act === 'out' || act === 'back') && km === ''}>{t('common.save')}</Button>}
    >
      <ErrorNote error={field.besides('mileage_km')} />
      {act === 'licence' && (
        <>
          <Select label={t('process.drive.licence_kind')} data={[...LICENCE_KINDS]} value={kind} allowDeselect={false} comboboxProps={{ withinPortal: true }} onChange={(picked) => setKind(LICENCE_KINDS.find((one) => one === picked) ?? kind)} />
          <DatePickerInput label={t('process.drive.licence_until')} value={until} clearable clearButtonProps={{ 'aria-label': t('common.clear') }} onChange={setUntil} {...calendar} />
          {page.can_edit_private && (
            <TextInput label={t('process.drive.licence_number')} description={t('process.drive.licence_number_note')} autoComplete="off" value={number} onChange={(event) => setNumber(event.currentTarget.value)} />
          )}
        </>
      )}
      {act === 'prepare' && (
        <Checkbox.Group label={t('process.drive.prepared')} value={points} onChange={(picked) => setPoints(PREPARATIONS.filter((one) => picked.includes(one)))}>
          <Stack gap={20} mt="sm">
            {PREPARATIONS.map((one) => <Checkbox key={one} size="md" value={one} label={t(`process.drive.points.${one}`)} />)}
          </Stack>
        </Checkbox.Group>
      )}
      {(act === 'out' || act === 'back') && (
        <>
          <NumberInput data-autofocus label={t('process.drive.mileage')} min={0} allowDecimal={false} allowNegative={false} hideControls value={km} error={field.at('mileage_km')} onChange={setKm} />
          {act === 'out' && view.last_km !== null && <Text size="sm" c="dimmed">{t('process.drive.last_km', { km: view.last_km })}</Text>}
        </>
      )}
      {told && (
        <>
          <TextInput label={t('process.drive.route')} value={route} onChange={(event) => setRoute(event.currentTarget.value)} />
          <ChoiceChips label={t('process.drive.reaction')} options={REACTIONS.map((one) => ({ value: one, label: t(`process.reactions.${one}`) }))} value={reaction} onChange={setReaction} />
          <Textarea label={t('process.drive.words')} autosize minRows={3} value={words} onChange={(event) => setWords(event.currentTarget.value)} />
        </>
      )}
      {act === 'call_off' && (
        <>
          <ChoiceChips label={t('process.drive.why')} options={CALLED_OFFS.map((one) => ({ value: one, label: t(`process.drive.whys.${one}`) }))} value={why} onChange={setWhy} />
          <TextInput label={t('process.drive.call_off_text')} value={text} onChange={(event) => setText(event.currentTarget.value)} />
        </>
      )}
    </Sheet>
  );
}
