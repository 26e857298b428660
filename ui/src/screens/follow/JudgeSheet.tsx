// 战败审核: a manager's word on a request, and who has the customer afterwards.
import { Button, Select, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import type { FileId, HandTo, LossId, OpportunityId } from '../../api/types';
import { ChoiceChips } from '../../records/ChoiceChips';
import { Sheet } from '../../records/Sheet';
import { useSaid } from '../../records/useSaid';
import { useSellers } from '../../records/useStaff';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFieldError } from '../../shared/useFieldError';

export interface JudgeTask {
  file: FileId;
  opportunity: OpportunityId;
  request: LossId;
  title: string;
  /** What was said, as one line. */
  why: string;
}

type Verdict = 'confirm' | 'refuse';
type To = HandTo['to'];

export function JudgeSheet({ task, onClose }: { task: JudgeTask; onClose: () => void }) {
  const { t } = useTranslation();
  const said = useSaid();
  const sellers = useSellers();
  const [verdict, setVerdict] = useState<Verdict>('confirm');
  const [words, setWords] = useState('');
  const [to, setTo] = useState<To>('keep');
  const [staff, setStaff] = useState<string | null>(null);
  const tell = useTell('judge_loss', { done: said(t(verdict === 'confirm' ? 'follow.loss.lost' : 'follow.loss.sent_back')) });
  const field = useFieldError(tell.error);
  const lacksStaff = verdict === 'confirm' && to === 'staff' && staff === null;
  const send = () => {
    if (lacksStaff || tell.isPending) return;
    const handTo: HandTo = verdict === 'confirm' && to === 'staff' && staff !== null ? { to: 'staff', staff } : { to: verdict === 'confirm' && to === 'pool' ? 'pool' : 'keep' };
    tell.mutate(
      { file: task.file, opportunity: task.opportunity, request: task.request, confirmed: verdict === 'confirm', words, hand_to: handTo },
      { onSuccess: onClose },
    );
  };
  return (
    <Sheet
      opened
      title={t('follow.loss.judge_for', { name: task.title })}
      onClose={onClose}
      onSubmit={send}
      actions={<Button type="submit" loading={tell.isPending} disabled={lacksStaff}>{t(`follow.loss.${verdict}`)}</Button>}
    >
      <Text size="sm" c="dimmed">{task.why}</Text>
      <ErrorNote error={field.besides('words')} />
      <ChoiceChips
        label={t('follow.loss.verdict')}
        options={[{ value: 'confirm', label: t('follow.loss.confirm') }, { value: 'refuse', label: t('follow.loss.refuse') }]}
        value={verdict}
        onChange={setVerdict}
      />
      <Textarea
        label={t(verdict === 'confirm' ? 'follow.loss.word' : 'follow.loss.word_needed')}
        autosize
        minRows={2}
        value={words}
        error={field.at('words')}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {verdict === 'confirm' && (
        <>
          <ChoiceChips
            label={t('follow.loss.hand_to')}
            options={(['keep', 'pool', 'staff'] as const).map((one) => ({ value: one, label: t(`follow.loss.to.${one}`) }))}
            value={to}
            onChange={setTo}
          />
          {to === 'staff' && (
            <Select
              label={t('follow.loss.to_whom')}
              data={sellers.map((person) => ({ value: person.id, label: person.name }))}
              value={staff}
              searchable
              comboboxProps={{ withinPortal: true }}
              onChange={setStaff}
            />
          )}
        </>
      )}
    </Sheet>
  );
}
