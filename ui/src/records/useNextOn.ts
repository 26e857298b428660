// When the next follow-up is due by the store's rules; the core reckons it.
import { useAsk } from '../api/hooks';
import type { Grade, LocalDate } from '../api/types';

/** The date the rules give for a grade; null for grades that are no longer followed up. */
export function useNextOn(): (grade: Grade | null) => LocalDate | null {
  const defaults = useAsk('capture_defaults', {});
  return (grade) => defaults.data?.next_follow_up_on.find((next) => next.grade === (grade ?? 'N'))?.on ?? null;
}
