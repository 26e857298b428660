// 记一笔: what was said or done, onto the timeline. Unfinished text stays on this device.
import { Button, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import * as z from 'zod/mini';

import { useTell } from '../../api/hooks';
import { EXPECTATIONS, MOODS, OUTCOMES, TOPICS, type EntryKind, type FileId } from '../../api/types';
import { ChoiceChips } from '../../records/ChoiceChips';
import { Sheet } from '../../records/Sheet';
import { useDraft } from '../../records/useDraft';
import { useSaid } from '../../records/useSaid';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFieldError } from '../../shared/useFieldError';

const KINDS = ['note', 'call', 'call_in', 'visit', 'message', 'email', 'fax', 'test_drive'] as const satisfies readonly EntryKind[];
const NONE = 'none';
const shape = z.object({ kind: z.enum(KINDS), text: z.string(), mood: z._default(z.string(), ''), expectation: z._default(z.string(), ''), topic: z._default(z.string(), ''), outcome: z._default(z.string(), '') });
const BLANK: z.infer<typeof shape> = { kind: 'note', text: '', mood: '', expectation: '', topic: '', outcome: '' };

function readNote(kept: unknown) {
  const read = shape.safeParse(kept);
  return read.success ? read.data : null;
}

/** What somebody is asked to write down: anything, or how a contact went that the device has just begun. */
export type Noted = 'anything' | 'call' | 'message' | 'email';

interface Props {
  file: FileId;
  name: string;
  doNotCall: boolean;
  of?: Noted;
  onClose: () => void;
}

export function NoteSheet({ file, name, doNotCall, of = 'anything', onClose }: Props) {
  const { t } = useTranslation();
  const said = useSaid();
  const { values, set, drop, isKept } = useDraft(of === 'anything' ? `note:${file}` : `note:${file}:${of}`, of === 'anything' ? BLANK : { ...BLANK, kind: of }, readNote);
  const tell = useTell('edit_customer', { done: said(t('customer.noted')) });
  const field = useFieldError(tell.error);

  const isContact = values.kind !== 'note';
  const kinds = KINDS.filter((kind) => kind !== 'call' || !doNotCall);
  const save = () => {
    const mood = isContact ? MOODS.find((one) => one === values.mood) : undefined;
    const expectation = isContact ? EXPECTATIONS.find((one) => one === values.expectation) : undefined;
    const outcome = isContact ? OUTCOMES.find((one) => one === values.outcome) : undefined;
    const topic = isContact ? undefined : TOPICS.find((one) => one === values.topic);
    tell.mutate(
      { file, edits: [{ edit: 'note', kind: values.kind, text: values.text, ...(mood && { mood }), ...(expectation && { expectation }), ...(topic && { topic }), ...(outcome && { outcome }) }] },
      {
        onSuccess: () => {
          drop();
          onClose();
        },
      },
    );
  };

  return (
    <Sheet
      opened
      title={t(of === 'anything' ? 'customer.note_title' : 'customer.note_result', { name })}
      onClose={onClose}
      onSubmit={save}
      actions={<Button type="submit" loading={tell.isPending}>{t('common.save')}</Button>}
    >
      <ErrorNote error={field.besides('text', 'value')} />
      <ChoiceChips
        label={t('customer.note_kind')}
        options={kinds.map((kind) => ({ value: kind, label: t(`domain.entry_kinds.${kind}`) }))}
        value={values.kind}
        onChange={(kind) => set({ kind })}
      />
      {isContact && (
        <ChoiceChips label={t('today.outcome')} options={orNone(OUTCOMES, (one) => t(`domain.outcomes.${one}`), t('customer.note_none'))} value={values.outcome || NONE} onChange={(outcome) => set({ outcome: outcome === NONE ? '' : outcome })} />
      )}
      <Textarea
        label={t('customer.note_text')}
        placeholder={t('customer.note_hint')}
        autosize
        minRows={4}
        maxRows={12}
        data-autofocus
        value={values.text}
        error={field.at('text', 'value')}
        onChange={(event) => set({ text: event.currentTarget.value })}
      />
      {isContact ? (
        <>
          <ChoiceChips label={t('customer.note_mood')} options={orNone(MOODS, (one) => t(`domain.moods.${one}`), t('customer.note_none'))} value={values.mood || NONE} onChange={(mood) => set({ mood: mood === NONE ? '' : mood })} />
          <ChoiceChips label={t('customer.note_expectation')} options={orNone(EXPECTATIONS, (one) => t(`domain.expectations.${one}`), t('customer.note_none'))} value={values.expectation || NONE} onChange={(expectation) => set({ expectation: expectation === NONE ? '' : expectation })} />
        </>
      ) : (
        <ChoiceChips label={t('customer.note_topic')} options={orNone(TOPICS, (one) => t(`domain.topics.${one}`), t('customer.note_plain'))} value={values.topic || NONE} onChange={(topic) => set({ topic: topic === NONE ? '' : topic })} />
      )}
      {isKept && <Text size="xs" c="dimmed">{t('records.unsaved')}</Text>}
    </Sheet>
  );
}

/** The choices with one that says nothing. */
function orNone<T extends string>(all: readonly T[], word: (one: T) => string, none: string): { value: string; label: string }[] {
  return [{ value: NONE, label: none }, ...all.map((one) => ({ value: one, label: word(one) }))];
}
