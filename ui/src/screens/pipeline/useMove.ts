// Moves an opportunity to another stage or grade and says so, with the way back.
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import type { Grade, PipelineCard, Stage } from '../../api/types';
import { useComplain } from '../../records/useComplain';
import { useCustomerTitle } from '../../records/useCustomerTitle';
import { focusRow } from '../../records/useRowKeys';
import { useAnnounce } from '../../undo/announce';

const REDRAWN_MS = 150;

export type Target = { stage: Stage } | { grade: Grade };

export function useMove(): (card: PipelineCard, target: Target) => void {
  const { t } = useTranslation();
  const titleOf = useCustomerTitle();
  const announce = useAnnounce();
  const complain = useComplain();
  const tell = useTell('move_opportunity');
  return (card, target) => {
    const { file } = card.customer;
    const stage = 'stage' in target ? target.stage : null;
    const grade = 'grade' in target ? target.grade : null;
    if (stage === card.customer.stage || (grade !== null && grade === card.customer.grade)) return;
    const to = stage ? t(`domain.stages.${stage}`) : grade ? t(`domain.grades.${grade}`) : '';
    tell.mutate(
      { file, opportunity: card.opportunity, stage, grade },
      {
        onSuccess: (saved) => {
          announce(t('pipeline.moved_to', { name: titleOf(card.customer).title, to }), saved.undo);
          // The card appears in its new column once the board was fetched again; whoever moved it goes on from there.
          setTimeout(() => focusRow(card.opportunity), REDRAWN_MS);
        },
        onError: complain,
      },
    );
  };
}
