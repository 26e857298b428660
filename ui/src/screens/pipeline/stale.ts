// How stale an opportunity is, by the store's own intervals for its grade.
import type { GradeRule, PipelineCard } from '../../api/types';

export type Staleness = 'fresh' | 'due' | 'late';

/** `due` once the usual interval has passed, `late` once the longest allowed one has. Without a rule nothing grows stale. */
export function stalenessOf(card: Pick<PipelineCard, 'idle_days'> & { grade: string | null }, rules: readonly GradeRule[]): Staleness {
  const rule = rules.find((one) => one.grade === card.grade);
  if (!rule) return 'fresh';
  if (card.idle_days > rule.longest_days) return 'late';
  return card.idle_days > rule.interval_days ? 'due' : 'fresh';
}
