// Before a card leaves its step on the board: asks for what the step lacks, which can be skipped. Going back asks nothing.
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';

import { call } from '../../api/call';
import { keyOf } from '../../api/client';
import { STAGES, type CustomerPage, type OpportunityPage, type PipelineCard, type Stage } from '../../api/types';
import { isAside } from '../../records/StageBadge';
import { LeaveSheet } from '../process/LeaveSheet';
import type { Target } from './useMove';

interface Leaving {
  page: OpportunityPage;
  customer: CustomerPage;
  to: Stage;
  go: () => void;
}

type Move = (card: PipelineCard, target: Target) => void;

/** Moves cards, asking first; the sheet that asks. */
export function useLeave(move: Move): { leave: Move; sheet: ReactNode } {
  const client = useQueryClient();
  const [leaving, setLeaving] = useState<Leaving | null>(null);

  const ask = async (card: PipelineCard, target: Target, to: Stage) => {
    const of = { file: card.customer.file, opportunity: card.opportunity };
    try {
      const page = await client.fetchQuery({ queryKey: keyOf('opportunity', of), queryFn: () => call('opportunity', of) });
      const customer = await client.fetchQuery({ queryKey: keyOf('customer', { file: of.file }), queryFn: () => call('customer', { file: of.file }) });
      const current = page.process.steps.find((step) => step.place === 'current');
      if (page.can_edit && current && current.missing.length > 0) {
        setLeaving({ page, customer, to, go: () => move(card, target) });
        return;
      }
    } catch {
      // What cannot be asked does not hold up the move, which says itself what is wrong.
    }
    move(card, target);
  };

  const leave: Move = (card, target) => {
    const from = card.customer.stage;
    const to = 'stage' in target ? target.stage : null;
    const isForward = from !== null && to !== null && !isAside(from) && !isAside(to) && STAGES.indexOf(to) > STAGES.indexOf(from);
    if (isForward) void ask(card, target, to);
    else move(card, target);
  };
  const current = leaving?.page.process.steps.find((step) => step.place === 'current');
  const sheet = leaving && current && (
    <LeaveSheet page={leaving.page} customer={leaving.customer} step={current} to={leaving.to} onGo={leaving.go} onClose={() => setLeaving(null)} />
  );
  return { leave, sheet };
}
