// What of the audit log is looked at, as it stands in the address. Pure.
import dayjs from 'dayjs';

import type { AuditFilter } from '../../api/types';

const isDate = (text: string | null): text is string => text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text);
const begins = (day: string): number => dayjs(day).startOf('day').valueOf();
const ends = (day: string): number => dayjs(day).startOf('day').add(1, 'day').valueOf();

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
