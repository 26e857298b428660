// 记录结果: how a follow-up went, and when the next one is due. One sheet, sent in one go.
import { Button, Select, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../api/hooks';
import { OUTCOMES, STAGES, WAYS, type FileId, type FollowUpId, type Grade, type Stage } from '../api/types';
import { useSession } from '../session';
import { ErrorNote } from '../shared/ErrorNote';
import { useFieldError } from '../shared/useFieldError';
import { useWords } from '../shared/words';
import { ChoiceChips } from './ChoiceChips';
import { DateChoice } from './DateChoice';
import { BLANK, BY_RULE, readRecordDraft, visitOf } from './recordDraft';
import { LossFields, NOT_GIVEN_UP } from './LossFields';
import { isLoss } from './LossSheet';
import { Sheet } from './Sheet';
import { useDraft } from './useDraft';
import { useNextOn } from './useNextOn';
import { useSaid } from './useSaid';
import { VisitFields } from './VisitFields';

const OFTEN: readonly Grade[] = ['H', 'A', 'B', 'C'];

/** The follow-up to finish and what is known about its customer. */
export interface RecordTask {
  file: FileId;
  followUp: FollowUpId;
  /** Whom it is about. */
  title: string;
  /** What it is for. */
  why: string;
  grade: Grade | null;
  stage: Stage | null;
  /** Whether it is a return visit: then the owner is asked, and grade and stage are not. */
  visit?: boolean;
}

interface Props {
  task: RecordTask;
  onClose: () => void;
  onDone: () => void;
}

export function RecordSheet({ task, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const said = useSaid();
  const nextOn = useNextOn();
  const draft = useDraft(`follow_up:${task.file}:${task.followUp}`, BLANK, readRecordDraft);
  const tell = useTell('record_follow_up', { done: said(t('today.recorded')) });
  const [missing, setMissing] = useState(false);
  const [givenUp, setGivenUp] = useState(NOT_GIVEN_UP);
  const { can } = useSession();
  const { values, set } = draft;
  const field = useFieldError(tell.error);

  const grade = values.grade ?? task.grade;
  const stage = values.stage ?? task.stage;
  const rule = nextOn(grade);
  const loses = isLoss(stage) && stage !== task.stage;
  // Whom nobody reached said nothing.
  const asksOwner = task.visit === true && values.outcome !== null && values.outcome !== 'unreachable' && values.outcome !== 'not_interested';
  const due = loses ? null : values.nextOn === BY_RULE ? rule : values.nextOn;

  const save = () => {
    const visit = asksOwner ? visitOf(values.visit) : null;
    const lacks = values.outcome === null || (loses && !givenUp.reason) || (asksOwner && visit === null);
    setMissing(lacks);
    if (values.outcome === null || lacks || tell.isPending) return;
    const request = {
      file: task.file,
      follow_up: task.followUp,
      outcome: values.outcome,
      text: values.text,
      grade: grade === task.grade ? null : grade,
      stage: loses || stage === task.stage ? null : stage,
      next_on: due,
      next_way: due ? values.nextWay : null,
      next_aim: due && values.nextAim ? values.nextAim : null,
      given_up: loses ? givenUp : null,
      ...(visit && { visit }),
    };
    tell.mutate(request, {
      onSuccess: () => {
        draft.drop();
        onDone();
      },
    });
  };

  return (
    <Sheet
      opened
      title={t('today.record_for', { name: task.title })}
      onClose={onClose}
      onSubmit={save}
      actions={<Button type="submit" loading={tell.isPending}>{t('today.save_result')}</Button>}
    >
      {task.why && <Text size="sm" c="dimmed">{task.why}</Text>}
      <ErrorNote error={field.besides('text', 'outcome', 'next_on')} />
      <ChoiceChips
        label={t('today.outcome')}
        options={OUTCOMES.map((outcome) => ({ value: outcome, label: t(`domain.outcomes.${outcome}`) }))}
        value={values.outcome}
        onChange={(outcome) => set({ outcome })}
        error={missing && values.outcome === null ? t('today.outcome_missing') : (field.at('outcome') ?? null)}
      />
      {asksOwner && <VisitFields value={values.visit} missing={missing} onChange={(part) => set({ visit: { ...values.visit, ...part } })} />}
      <Textarea
        label={t(asksOwner ? 'care.more' : 'today.said')}
        placeholder={t(asksOwner ? 'care.more_hint' : 'today.said_hint')}
        autosize
        minRows={asksOwner ? 1 : 3}
        maxRows={8}
        value={values.text}
        error={field.at('text')}
        onChange={(event) => set({ text: event.currentTarget.value })}
      />
      {!task.visit && (
        <ChoiceChips
          label={t('domain.opportunity_fields.grade')}
          options={(grade && !OFTEN.includes(grade) ? [...OFTEN, grade] : OFTEN).map((option) => ({
            value: option,
            label: option,
            hint: words('grade_hints', option),
          }))}
          value={grade}
          onChange={(picked) => set({ grade: picked })}
        />
      )}
      {stage && !task.visit && (
        <Select
          label={t('domain.opportunity_fields.stage')}
          data={STAGES.map((option) => ({ value: option, label: t(`domain.stages.${option}`) }))}
          value={stage}
          allowDeselect={false}
          comboboxProps={{ withinPortal: true }}
          onChange={(_, option) => set({ stage: STAGES.find((known) => known === option?.value) ?? null })}
        />
      )}
      {loses ? <LossFields value={givenUp} onChange={setGivenUp} missing={missing} confirms={can('judge_losses')} /> : (
      <DateChoice
        label={t('today.next')}
        value={due}
        rule={rule}
        withNone
        error={field.at('next_on') ?? null}
        onChange={(on) => set({ nextOn: on !== null && on === rule ? BY_RULE : on })}
      />
      )}
      {due && (
        <>
          <ChoiceChips
            label={t('today.next_way')}
            options={WAYS.map((way) => ({ value: way, label: t(`domain.ways.${way}`) }))}
            value={values.nextWay}
            onChange={(nextWay) => set({ nextWay })}
          />
          <TextInput
            label={t('today.next_aim')}
            placeholder={t('today.next_aim_hint')}
            value={values.nextAim}
            onChange={(event) => set({ nextAim: event.currentTarget.value })}
          />
        </>
      )}
    </Sheet>
  );
}
