// Whose follow-ups are shown, as the address says it: nobody named means one's own.
import type { AskToday, StaffId } from '../../api/types';

export type Who = 'me' | 'all' | StaffId;

export function readWho(search: URLSearchParams): Who {
  return search.get('who') || 'me';
}

/** The question for the core. */
export function askOf(who: Who): AskToday {
  if (who === 'all') return { staff: null, everyone: true };
  return { staff: who === 'me' ? null : who, everyone: false };
}
