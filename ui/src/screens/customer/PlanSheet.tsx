// 计划跟进: when, how and what for.
import { Button, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import * as z from 'zod/mini';

import { useTell } from '../../api/hooks';
import { WAYS, type FileId, type Grade, type OpportunityId } from '../../api/types';
import { ChoiceChips } from '../../records/ChoiceChips';
import { addDays } from '../../records/dates';
import { DateChoice } from '../../records/DateChoice';
import { Sheet } from '../../records/Sheet';
import { useDraft } from '../../records/useDraft';
import { useNextOn } from '../../records/useNextOn';
import { useSaid } from '../../records/useSaid';
import { useSession } from '../../session';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFieldError } from '../../shared/useFieldError';

const shape = z.object({ way: z.enum(WAYS), aim: z.string(), dueOn: z.nullable(z.string()) });
const BLANK: z.infer<typeof shape> = { way: 'call', aim: '', dueOn: null };

function readPlan(kept: unknown) {
  const read = shape.safeParse(kept);
  return read.success ? read.data : null;
}

interface Props {
  file: FileId;
  name: string;
  opportunity: OpportunityId | null;
  grade: Grade | null;
  onClose: () => void;
}

export function PlanSheet({ file, name, opportunity, grade, onClose }: Props) {
  const { t } = useTranslation();
  const { today } = useSession();
  const said = useSaid();
  const rule = useNextOn()(grade);
  const { values, set, drop } = useDraft(`plan:${file}`, BLANK, readPlan);
  const tell = useTell('edit_customer', { done: said(t('customer.planned')) });
  const field = useFieldError(tell.error);
  const due = values.dueOn ?? rule ?? addDays(today, 1);

  const save = () =>
    tell.mutate(
      { file, edits: [{ edit: 'plan_follow_up', opportunity, way: values.way, aim: values.aim, due_on: due }] },
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
      title={t('customer.plan_title', { name })}
      onClose={onClose}
      onSubmit={save}
      actions={<Button type="submit" loading={tell.isPending}>{t('common.save')}</Button>}
    >
      <ErrorNote error={field.besides('due_on', 'aim')} />
      <DateChoice label={t('customer.plan_date')} value={due} rule={rule} error={field.at('due_on') ?? null} onChange={(dueOn) => set({ dueOn })} />
      <ChoiceChips
        label={t('today.way')}
        options={WAYS.map((way) => ({ value: way, label: t(`domain.ways.${way}`) }))}
        value={values.way}
        onChange={(way) => set({ way })}
      />
      <TextInput
        label={t('today.aim')}
        placeholder={t('today.next_aim_hint')}
        value={values.aim}
        error={field.at('aim')}
        onChange={(event) => set({ aim: event.currentTarget.value })}
      />
    </Sheet>
  );
}
