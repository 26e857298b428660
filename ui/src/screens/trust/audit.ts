// What of the audit log is looked at, as it stands in the address. Pure.
import type { AuditFilter } from '../../api/types';
import { addDays } from '../../records/dates';
import { instantAt } from '../../shared/storeTime';

const isDate = (text: string | null): text is string => text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text);
const begins = (day: string): number => instantAt(day, '00:00');
const ends = (day: string): number => begins(addDays(day, 1));

/** The filter that an address holds; both days are included. */
export function filterOf(search: URLSearchParams): AuditFilter {
  const from = search.get('from');
  const to = search.get('to');
  return {
    who: search.get('who'),
    what: search.get('what'),
    from: isDate(from) ? begins(from) : null,
    to: isDate(to) ? ends(to) : null,
  };
}
