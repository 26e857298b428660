// 记一笔: what was said or done, onto the timeline. Unfinished text stays on this device.
import { Button, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import * as z from 'zod/mini';

import { useTell } from '../../api/hooks';
import type { EntryKind, FileId } from '../../api/types';
import { ChoiceChips } from '../../records/ChoiceChips';
import { Sheet } from '../../records/Sheet';
import { useDraft } from '../../records/useDraft';
import { useSaid } from '../../records/useSaid';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFieldError } from '../../shared/useFieldError';

const KINDS = ['note', 'call', 'visit', 'message', 'test_drive'] as const satisfies readonly EntryKind[];
const shape = z.object({ kind: z.enum(KINDS), text: z.string() });
const BLANK: z.infer<typeof shape> = { kind: 'note', text: '' };

function readNote(kept: unknown) {
  const read = shape.safeParse(kept);
  return read.success ? read.data : null;
}

export function NoteSheet({ file, name, onClose }: { file: FileId; name: string; onClose: () => void }) {
  const { t } = useTranslation();
  const said = useSaid();
  const { values, set, drop, isKept } = useDraft(`note:${file}`, BLANK, readNote);
  const tell = useTell('edit_customer', { done: said(t('customer.noted')) });
  const field = useFieldError(tell.error);

  const save = () =>
    tell.mutate(
      { file, edits: [{ edit: 'note', kind: values.kind, text: values.text }] },
      {
        onSuccess: () => {
          drop();
          onClose();
        },
      },
    );

  return (
    <Sheet
      opened
      title={t('customer.note_title', { name })}
      onClose={onClose}
      onSubmit={save}
      actions={<Button type="submit" loading={tell.isPending}>{t('common.save')}</Button>}
    >
      <ErrorNote error={field.besides('text', 'value')} />
      <ChoiceChips
        label={t('customer.note_kind')}
        options={KINDS.map((kind) => ({ value: kind, label: t(`domain.entry_kinds.${kind}`) }))}
        value={values.kind}
        onChange={(kind) => set({ kind })}
      />
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
      {isKept && <Text size="xs" c="dimmed">{t('records.draft_kept')}</Text>}
    </Sheet>
  );
}
