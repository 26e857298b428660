// 商机: one purchase being considered, every field of it edited where it stands.
import { useState, type Ref } from 'react';
import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import { DECIDERS, HAND_GRADES, PURCHASE_WINDOWS, STAGES, type CustomerPage, type Grade, type Opportunity, type OpportunityField, type Stage } from '../../api/types';
import { FieldRow } from '../../records/FieldRow';
import { useFilterOptions } from '../../records/FilterBar';
import { InlineDate } from '../../records/InlineDate';
import { InlineSelect } from '../../records/InlineSelect';
import { InlineText } from '../../records/InlineText';
import { isLoss, LossSheet } from '../../records/LossSheet';
import { useComplain } from '../../records/useComplain';
import { useEdit } from '../../records/useEdit';
import { useSaid } from '../../records/useSaid';
import { useFormat } from '../../shared/format';
import { useWords } from '../../shared/words';
import { LossNote, Odds } from './LossNote';
import { Interests } from './Interests';

const PLAIN = ['motive', 'intended_use', 'payment', 'opinion', 'decision_makers'] as const satisfies readonly OpportunityField[];
const RARE = ['loan_months', 'colour', 'trade_in', 'quote_fen', 'deposit_fen', 'test_drive_at', 'score'] as const satisfies readonly OpportunityField[];
const FEN_PER_YUAN = 100;

interface Props {
  page: CustomerPage;
  opportunity: Opportunity;
  stageRef: Ref<HTMLInputElement>;
}

export function OpportunityCard({ page, opportunity, stageRef }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const { money } = useFormat();
  const said = useSaid();
  const complain = useComplain();
  const { save, tap } = useEdit(page.customer.id);
  const move = useTell('move_opportunity', { done: said(t('pipeline.moved')) });
  const [all, setAll] = useState(false);
  const [losing, setLosing] = useState(false);
  const odds = page.odds.find((one) => one.opportunity === opportunity.id);
  const readOnly = !page.can_edit;
  const { id, fields } = opportunity;

  const label = (field: OpportunityField) => t(`domain.opportunity_fields.${field}`);
  const write = (field: OpportunityField) => (value: string) => save({ edit: 'opportunity', opportunity: id, field, value });
  const pick = (field: OpportunityField) => (value: string) => tap({ edit: 'opportunity', opportunity: id, field, value });
  const moveTo = (to: { stage: Stage | null; grade: Grade | null }) =>
    isLoss(to.stage ?? to.grade) ? setLosing(true) : move.mutate({ file: page.customer.id, opportunity: id, ...to }, { onError: complain });
  const amount = (text: string) => (/^\d+$/.test(text) ? money(Number(text)) : text);
  const asSaid = (fen: number | null) => (fen === null ? '' : String(fen / FEN_PER_YUAN));
  const choices = useFilterOptions()('event');
  const events = [...choices, ...page.events.filter((event) => !choices.some((one) => one.value === event.file)).map((event) => ({ value: event.file, label: event.name }))];
  const rare = RARE.filter((field) => all || fields[field]);

  return (
    <div>
      {odds && <LossNote page={page} opportunity={opportunity} odds={odds} />}
      {losing && <LossSheet task={{ file: page.customer.id, opportunity: id, title: page.customer.fields['name'] ?? '' }} onClose={() => setLosing(false)} />}
      {odds?.probability && <FieldRow label={t('follow.odds.title')}><Odds probability={odds.probability} /></FieldRow>}
      <FieldRow label={label('stage')}>
        <InlineSelect
          label={label('stage')}
          value={opportunity.stage}
          options={STAGES.map((stage) => ({ value: stage, label: t(`domain.stages.${stage}`) }))}
          clearable={false}
          readOnly={readOnly}
          inputRef={stageRef}
          onPick={(value) => moveTo({ stage: STAGES.find((stage) => stage === value) ?? null, grade: null })}
        />
      </FieldRow>
      <FieldRow label={label('grade')}>
        <InlineSelect
          label={label('grade')}
          value={opportunity.grade}
          options={(HAND_GRADES.includes(opportunity.grade) ? HAND_GRADES : [...HAND_GRADES, opportunity.grade]).map((grade) => ({ value: grade, label: `${grade} · ${t(`domain.grade_hints.${grade}`)}` }))}
          clearable={false}
          readOnly={readOnly || opportunity.loss.ordered}
          onPick={(value) => moveTo({ stage: null, grade: HAND_GRADES.find((grade) => grade === value) ?? null })}
        />
      </FieldRow>
      <FieldRow label={t('customer.opportunity.interests')}>
        <Interests opportunity={opportunity} competing={false} readOnly={readOnly} onChange={tap} />
      </FieldRow>
      <FieldRow label={t('customer.opportunity.competitors')}>
        <Interests opportunity={opportunity} competing readOnly={readOnly} onChange={tap} />
      </FieldRow>
      <FieldRow label={label('budget_fen')}>
        <InlineText
          label={label('budget_fen')}
          value={asSaid(opportunity.budget)}
          shown={opportunity.budget === null ? '' : money(opportunity.budget)}
          empty={t('customer.opportunity.budget_hint')}
          readOnly={readOnly}
          onSave={write('budget_fen')}
        />
      </FieldRow>
      <FieldRow label={label('budget_from_fen')}>
        <InlineText
          label={label('budget_from_fen')}
          value={/^\d+$/.test(fields['budget_from_fen'] ?? '') ? asSaid(Number(fields['budget_from_fen'])) : (fields['budget_from_fen'] ?? '')}
          shown={amount(fields['budget_from_fen'] ?? '')}
          readOnly={readOnly}
          onSave={write('budget_from_fen')}
        />
      </FieldRow>
      <FieldRow label={label('purchase_on')}>
        <InlineDate label={label('purchase_on')} value={opportunity.purchase_on ?? ''} readOnly={readOnly} onPick={pick('purchase_on')} />
      </FieldRow>
      <FieldRow label={label('purchase_window')}>
        <InlineSelect
          label={label('purchase_window')}
          value={fields['purchase_window'] ?? ''}
          options={PURCHASE_WINDOWS.map((window) => ({ value: window, label: words('windows', window) }))}
          readOnly={readOnly}
          onPick={pick('purchase_window')}
        />
      </FieldRow>
      {PLAIN.map((field) => (
        <FieldRow key={field} label={label(field)}>
          <InlineText label={label(field)} value={fields[field] ?? ''} readOnly={readOnly} multiline={field === 'motive'} onSave={write(field)} />
        </FieldRow>
      ))}
      <FieldRow label={label('decider')}>
        <InlineSelect
          label={label('decider')}
          value={fields['decider'] ?? ''}
          options={DECIDERS.map((one) => ({ value: one, label: t(`process.deciders.${one}`) }))}
          readOnly={readOnly}
          onPick={pick('decider')}
        />
      </FieldRow>
      <FieldRow label={label('event')}>
        <InlineSelect
          label={label('event')}
          value={opportunity.event ?? ''}
          options={events}
          readOnly={readOnly}
          onPick={pick('event')}
        />
      </FieldRow>
      {rare.map((field) => {
        const isAmount = field.endsWith('_fen');
        const value = fields[field] ?? '';
        return (
          <FieldRow key={field} label={label(field)}>
            <InlineText
              label={label(field)}
              value={isAmount && /^\d+$/.test(value) ? asSaid(Number(value)) : value}
              shown={isAmount ? amount(value) : undefined}
              readOnly={readOnly}
              onSave={write(field)}
            />
          </FieldRow>
        );
      })}
      {!all && rare.length < RARE.length && !readOnly && (
        <Button variant="subtle" color="gray" size="sm" mt={4} onClick={() => setAll(true)}>
          <Text span size="sm">{t('customer.opportunity.more')}</Text>
        </Button>
      )}
    </div>
  );
}
