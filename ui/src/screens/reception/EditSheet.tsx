// 补全或更正: every field of a line. What is written over stands below with who changed it.
import { Button, NumberInput, Select, Text, TextInput, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import { CAME_BY, CONTACT_LEFT, PURPOSES, VISIT_RESULTS, type LineField, type LineRow, type SeriesChoice } from '../../api/types';
import { ChoiceChips } from '../../records/ChoiceChips';
import { Sheet } from '../../records/Sheet';
import { Chips } from '../../shared/Chips';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFormat } from '../../shared/format';
import { clockText } from '../../shared/storeTime';
import { useFieldError } from '../../shared/useFieldError';
import { instantOf } from './arrival';
import { changesOf, readLine, type LineValues } from './edit';
import classes from './Reception.module.css';
import { useLineSaid } from './useLineSaid';
import { useReceptionWords } from './words';

interface Props {
  line: LineRow;
  title: string;
  series: readonly SeriesChoice[];
  onClose: () => void;
}

const SHOWN = ['in_at', 'out_at', 'visit_count', 'party_size', 'asked', 'enquiry', 'remark'];

export function EditSheet({ line, title, series, onClose }: Props) {
  const { t } = useTranslation();
  const word = useReceptionWords();
  const format = useFormat();
  const said = useLineSaid();
  const [values, setValues] = useState(() => readLine(line));
  const tell = useTell('edit_line', { done: said(t('reception.edit.saved')) });
  const errors = useFieldError(tell.error);
  const change = (changed: Partial<LineValues>) => setValues((before) => ({ ...before, ...changed }));
  const save = () => {
    const changes = changesOf(line, values, (at) => instantOf(line.day, at));
    if (changes.length === 0) onClose();
    else tell.mutate({ day: line.day, line: line.id, changes }, { onSuccess: onClose });
  };
  const shown = (field: LineField, was: string): string => {
    if (field === 'in_at' || field === 'out_at') return clockText(Number(was));
    if (field === 'came_by') return word('came_by', was);
    if (field === 'purpose') return word('purposes', was);
    if (field === 'contact') return word('contact_left', was);
    return field === 'result' ? word('results', was) : was;
  };
  const count = (field: 'visit_count' | 'party_size' | 'asked') => (
    <NumberInput label={word('fields', field)} min={0} max={99} value={values[field] ?? ''} error={errors.at(field)} onChange={(value) => change({ [field]: value === '' ? null : Number(value) })} />
  );
  return (
    <Sheet opened title={`${t('reception.edit.title')} · ${title}`} onClose={onClose} onSubmit={save} actions={<Button type="submit" loading={tell.isPending}>{t('reception.edit.save')}</Button>}>
      <ErrorNote error={errors.besides(...SHOWN)} />
      <ChoiceChips label={word('fields', 'came_by')} options={CAME_BY.map((value) => ({ value, label: word('came_by', value) }))} value={values.came_by} onChange={(came_by) => change({ came_by })} />
      <ChoiceChips label={word('fields', 'purpose')} options={PURPOSES.map((value) => ({ value, label: word('purposes', value) }))} value={values.purpose} onChange={(purpose) => change({ purpose })} />
      <div className={classes['pair']}>
        <TextInput type="time" label={word('fields', 'in_at')} value={values.in_at} error={errors.at('in_at')} onChange={(event) => change({ in_at: event.currentTarget.value })} />
        <TextInput type="time" label={word('fields', 'out_at')} value={values.out_at} error={errors.at('out_at')} onChange={(event) => change({ out_at: event.currentTarget.value })} />
        {count('visit_count')}
        {count('party_size')}
        {count('asked')}
        <Select label={word('fields', 'result')} clearable clearButtonProps={{ 'aria-label': t('common.clear') }} data={VISIT_RESULTS.map((value) => ({ value, label: word('results', value) }))} value={values.result} onChange={(result) => change({ result })} />
      </div>
      <ChoiceChips label={word('fields', 'contact')} options={CONTACT_LEFT.map((value) => ({ value, label: word('contact_left', value) }))} value={values.contact} onChange={(contact) => change({ contact })} />
      <Chips
        label={word('fields', 'interest')}
        choices={series.map(({ id, name }) => ({ value: id, label: name }))}
        chosen={values.interests}
        onTap={(id) => change({ interests: values.interests.includes(id) ? values.interests.filter((one) => one !== id) : [...values.interests, id] })}
      />
      <TextInput label={word('fields', 'enquiry')} placeholder={t('reception.form.enquiry_hint')} value={values.enquiry} error={errors.at('enquiry')} onChange={(event) => change({ enquiry: event.currentTarget.value })} />
      <Textarea label={word('fields', 'remark')} placeholder={t('reception.form.enquiry_hint')} autosize minRows={2} value={values.remark} error={errors.at('remark')} onChange={(event) => change({ remark: event.currentTarget.value })} />
      <Text size="sm" c="dimmed">{t('reception.line.entered', { name: line.entered_by.name, when: format.moment(line.entered_at) })}</Text>
      {line.corrections.length > 0 && (
        <section aria-label={t('reception.edit.history')}>
          <Text size="sm" fw={600}>{t('reception.edit.history')}</Text>
          {line.corrections.map((one) => (
            <Text key={`${one.at}-${one.field}`} size="sm" c="dimmed">
              {[word('fields', one.field), one.was && t('reception.line.was', { was: shown(one.field, one.was) }), one.by.name, format.moment(one.at)].filter(Boolean).join(' · ')}
            </Text>
          ))}
        </section>
      )}
    </Sheet>
  );
}
