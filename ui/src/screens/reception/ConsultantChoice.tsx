// Whom to give the visitor to: those the core proposes, anybody on duty, or the queue.
import { useTranslation } from 'react-i18next';

import type { ConsultantProposal, ReceptionDay, StaffId } from '../../api/types';
import { ChoiceChips } from '../../records/ChoiceChips';
import { useReceptionWords } from './words';

const QUEUE = 'queue';

interface Props {
  day: ReceptionDay;
  proposals: readonly ConsultantProposal[];
  value: StaffId | null;
  onChange: (staff: StaffId | null) => void;
}

export function ConsultantChoice({ day, proposals, value, onChange }: Props) {
  const { t } = useTranslation();
  const word = useReceptionWords();
  const proposed = proposals.map(({ staff, chosen_by, is_busy }) => ({
    value: staff.id,
    label: [staff.name, word('chosen_by', chosen_by), is_busy ? t('reception.turns.busy') : null].filter(Boolean).join(' · '),
  }));
  const others = day.duty
    .filter(({ staff, turn }) => turn !== null && !proposals.some((one) => one.staff.id === staff.id))
    .map(({ staff, is_busy }) => ({ value: staff.id, label: is_busy ? `${staff.name} · ${t('reception.turns.busy')}` : staff.name }));
  return (
    <ChoiceChips
      label={t('reception.form.consultant')}
      options={[...proposed, ...others, { value: QUEUE, label: t('reception.form.queue') }]}
      value={value ?? QUEUE}
      onChange={(picked) => onChange(picked === QUEUE ? null : picked)}
    />
  );
}
