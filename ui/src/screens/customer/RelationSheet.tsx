// A correction of the relation by hand. It shows until the customer buys or cancels; the history keeps it.
import { Button, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import * as z from 'zod/mini';

import { useTell } from '../../api/hooks';
import { RELATIONS, type CustomerPage } from '../../api/types';
import { ChoiceChips } from '../../records/ChoiceChips';
import { Sheet } from '../../records/Sheet';
import { useDraft } from '../../records/useDraft';
import { useSaid } from '../../records/useSaid';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFieldError } from '../../shared/useFieldError';

const BY_RULE = 'by_rule';
const CHOICES = [...RELATIONS, BY_RULE] as const;
const shape = z.object({ relation: z.string(), reason: z.string() });

function readRelation(kept: unknown): z.infer<typeof shape> | null {
  const read = shape.safeParse(kept);
  return read.success ? read.data : null;
}

export function RelationSheet({ page, onClose }: { page: CustomerPage; onClose: () => void }) {
  const { t } = useTranslation();
  const said = useSaid();
  const file = page.customer.id;
  const { values, set, drop, isKept } = useDraft(`relation:${file}`, { relation: page.about.relation, reason: '' }, readRelation);
  const tell = useTell('edit_customer', { done: said(t('common.saved')) });
  const field = useFieldError(tell.error);
  const picked = CHOICES.find((one) => one === values.relation) ?? null;
  const offered = CHOICES.filter((one) => one !== BY_RULE || page.about.relation_said);
  const save = () => {
    const relation = RELATIONS.find((one) => one === values.relation) ?? null;
    tell.mutate({ file, edits: [{ edit: 'relation', relation, reason: values.reason }] }, {
      onSuccess: () => {
        drop();
        onClose();
      },
    });
  };
  return (
    <Sheet
      opened
      title={t('customer.standing.correct')}
      onClose={onClose}
      onSubmit={save}
      actions={
        <>
          {isKept && <Text size="sm" c="dimmed" flex={1} role="status">{t('records.unsaved')}</Text>}
          <Button type="submit" loading={tell.isPending}>{t('common.save')}</Button>
        </>
      }
    >
      <ErrorNote error={field.besides('reason')} />
      <Text size="sm" c="dimmed">{t('customer.standing.correct_note')}</Text>
      <ChoiceChips
        label={t('customer.standing.title')}
        options={offered.map((one) => ({ value: one, label: one === BY_RULE ? t('customer.standing.by_rule') : t(`domain.relations.${one}`) }))}
        value={picked}
        onChange={(relation) => set({ relation })}
      />
      <Textarea label={t('customer.standing.reason')} autosize minRows={2} maxRows={8} value={values.reason} error={field.at('reason')} onChange={(event) => set({ reason: event.currentTarget.value })} />
    </Sheet>
  );
}
