// The arrival itself: how, what for, how many, which model, who looks after them. Enter writes it down.
import { Button, Checkbox, Collapse, Group, NumberInput, Select, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useAsk, useTell } from '../../api/hooks';
import { CAME_BY, PURPOSES, type ReceptionDay } from '../../api/types';
import { ChoiceChips } from '../../records/ChoiceChips';
import { useOptions } from '../../records/useChoices';
import { useCustomerTitle } from '../../records/useCustomerTitle';
import { Chips, toggled } from '../../shared/Chips';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFieldError } from '../../shared/useFieldError';
import { isInStore, requestOf, type Arriving } from './arrival';
import { ConsultantChoice } from './ConsultantChoice';
import classes from './Reception.module.css';
import { Referrer } from './Referrer';
import { useLineSaid } from './useLineSaid';
import { useReceptionWords } from './words';

const PARTIES = [1, 2, 3, 4, 5] as const;
const HERE = ['phone', 'phones', 'name', 'plate', 'enquiry', 'in_at', 'party_size', 'asked'];

interface Props {
  day: ReceptionDay;
  start: Arriving;
  onDone: () => void;
  onCancel: () => void;
}

export function ArrivalForm({ day, start, onDone, onCancel }: Props) {
  const { t } = useTranslation();
  const word = useReceptionWords();
  const sources = useOptions('sources');
  const said = useLineSaid();
  const titleOf = useCustomerTitle();
  const [values, setValues] = useState(start);
  const [more, { toggle }] = useDisclosure(!day.is_today);
  const form = useRef<HTMLFormElement>(null);
  // What is known already is passed over: the next thing to ask for has the cursor.
  useEffect(() => {
    const fields = [...(form.current?.querySelectorAll('input') ?? [])];
    (fields.find((field) => field.type === 'radio' ? field.checked : field.value === '') ?? fields[0])?.focus();
  }, []);
  const request = useRef(crypto.randomUUID());
  const tell = useTell('log_arrival', { done: said(t('reception.form.saved')) });
  const errors = useFieldError(tell.error);
  const change = (changed: Partial<Arriving>) => setValues((before) => ({ ...before, ...changed }));
  const buys = values.purpose === 'buying';
  const asked = useAsk('identify_visitor', { typed: values.customer?.phone ?? values.phone }, { keep: true });
  const known = asked.data?.known.find((one) => one.customer.file === values.customer?.file);
  const proposals = (known ?? asked.data)?.proposals ?? [];
  const save = () => tell.mutate(requestOf(values, day.day, request.current), { onSuccess: onDone });
  const numbers = PARTIES.map((count) => ({ value: String(count), label: count === 5 ? t('reception.form.more_party') : String(count) }));

  return (
    <form ref={form} className={classes['form']} noValidate aria-label={t('reception.form.title')} onSubmit={(event) => { event.preventDefault(); save(); }}>
      {values.customer ? (
        <Group justify="space-between" wrap="nowrap">
          <div>
            <Text size="sm" c="dimmed">{t('reception.form.known')}</Text>
            <Text fw={600}>{titleOf(values.customer).title} <Text span size="sm" c="dimmed" fw={400}>{titleOf(values.customer).under}</Text></Text>
          </div>
          <Button variant="subtle" onClick={onCancel}>{t('reception.form.change')}</Button>
        </Group>
      ) : (
        <>
          <div className={classes['pair']}>
            <TextInput label={t('reception.form.phone')} inputMode="tel" autoComplete="off" value={values.phone} error={errors.at('phones', 'phone')} onChange={(event) => change({ phone: event.currentTarget.value })} />
            <TextInput label={t('reception.form.name')} autoComplete="off" value={values.name} error={errors.at('name')} onChange={(event) => change({ name: event.currentTarget.value })} />
          </div>
          <div className={classes['pair']}>
            <TextInput label={t('reception.form.plate')} autoComplete="off" value={values.plate} error={errors.at('plate')} onChange={(event) => change({ plate: event.currentTarget.value })} />
            <Checkbox label={t('reception.form.refused')} checked={values.refused} mb={10} onChange={(event) => change({ refused: event.currentTarget.checked })} />
          </div>
        </>
      )}
      <ChoiceChips label={t('reception.form.came_by')} options={CAME_BY.map((value) => ({ value, label: word('came_by', value) }))} value={values.cameBy} onChange={(cameBy) => change({ cameBy })} />
      <ChoiceChips label={t('reception.form.purpose')} options={PURPOSES.map((value) => ({ value, label: word('purposes', value) }))} value={values.purpose} onChange={(purpose) => change({ purpose })} />
      {isInStore(values.cameBy) && (
        <ChoiceChips label={t('reception.form.party')} options={numbers} value={String(Math.min(values.party, 5))} onChange={(count) => change({ party: Number(count) })} />
      )}
      {!values.customer && buys && (
        <ChoiceChips
          label={t('reception.form.visit')}
          options={[{ value: 'first', label: t('reception.form.first') }, { value: 'again', label: t('reception.form.again') }]}
          value={values.visits === 1 ? 'first' : 'again'}
          onChange={(visit) => change({ visits: visit === 'first' ? 1 : 2 })}
        />
      )}
      {buys && day.series.length > 0 && (
        <Chips label={t('reception.form.series')} choices={day.series.map(({ id, name }) => ({ value: id, label: name }))} chosen={values.series} onTap={(id) => change({ series: toggled(values.series, id) })} />
      )}
      {buys && (
        <TextInput label={t('reception.form.enquiry')} placeholder={t('reception.form.enquiry_hint')} autoComplete="off" value={values.enquiry} error={errors.at('enquiry')} onChange={(event) => change({ enquiry: event.currentTarget.value })} />
      )}
      {buys && <ConsultantChoice day={day} proposals={proposals} value={values.consultant} onChange={(consultant) => change({ consultant })} />}
      <Collapse expanded={more}>
        {!values.customer && buys && (
          <Referrer
            value={values.referrer}
            onChange={(sent) => change({ referrer: sent?.customer ?? null, ...(sent?.proposals[0] ? { consultant: sent.proposals[0].staff.id } : {}) })}
          />
        )}
        {!values.customer && buys && (
          <Select label={t('reception.form.source')} placeholder={t('reception.form.source_hint')} clearable clearButtonProps={{ 'aria-label': t('common.clear') }} data={sources} value={values.source} onChange={(source) => change({ source })} />
        )}
        <div className={classes['pair']}>
          <TextInput label={t('reception.form.time')} type="time" value={values.at} error={errors.at('in_at')} onChange={(event) => change({ at: event.currentTarget.value })} />
          <NumberInput label={t('reception.form.asked')} min={0} max={20} value={values.asked} onChange={(count) => change({ asked: Number(count) || 0 })} />
          {day.events.length > 0 && (
            <Select label={t('reception.form.event')} clearable clearButtonProps={{ 'aria-label': t('common.clear') }} data={day.events.map(({ file, name }) => ({ value: file, label: name }))} value={values.event} onChange={(event) => change({ event })} />
          )}
        </div>
      </Collapse>
      <ErrorNote error={errors.besides(...HERE)} />
      <Group gap="xs">
        <Button type="submit" loading={tell.isPending} flex={1}>{t('reception.form.save')}</Button>
        <Button variant="subtle" aria-expanded={more} onClick={toggle}>{t('reception.form.more')}</Button>
        {!values.customer && <Button variant="subtle" color="gray" onClick={onCancel}>{t('reception.form.cancel')}</Button>}
      </Group>
    </form>
  );
}
