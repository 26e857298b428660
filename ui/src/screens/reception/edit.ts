// A line as the sheet holds it, and what was changed about it.
import type { CameBy, ContactLeft, LineChange, LineField, LineRow, Purpose } from '../../api/types';
import { clockText } from '../../shared/storeTime';

export interface LineValues {
  came_by: CameBy;
  purpose: Purpose;
  in_at: string;
  out_at: string;
  visit_count: number | null;
  party_size: number | null;
  asked: number | null;
  result: string | null;
  contact: ContactLeft | null;
  enquiry: string;
  remark: string;
  /** Ids of catalogue entries or of interests typed elsewhere. */
  interests: string[];
}

const clock = (at: number | null): string => (at === null ? '' : clockText(at));

export const readLine = (line: LineRow): LineValues => ({
  came_by: line.came_by, purpose: line.purpose, in_at: clock(line.in_at), out_at: clock(line.out_at), visit_count: line.visit_count,
  party_size: line.party_size, asked: line.asked, result: line.result, contact: line.contact, enquiry: line.enquiry,
  remark: line.remark, interests: line.interests.map(({ id }) => id),
});

/** Only what differs, so that nobody's change beside it is written over. */
export function changesOf(line: LineRow, values: LineValues, instant: (at: string) => number | null): LineChange[] {
  const before = readLine(line);
  const changes: LineChange[] = [];
  const set = (field: LineField, was: string | number | null, is: string | number | null, value: string | number | null = is) => {
    if (was !== is) changes.push({ change: 'field', field, value: String(value ?? '') });
  };
  set('came_by', before.came_by, values.came_by);
  set('purpose', before.purpose, values.purpose);
  set('in_at', before.in_at, values.in_at, instant(values.in_at));
  set('out_at', before.out_at, values.out_at, instant(values.out_at));
  set('visit_count', before.visit_count, values.visit_count);
  set('party_size', before.party_size, values.party_size);
  set('asked', before.asked, values.asked);
  set('result', before.result, values.result);
  set('contact', before.contact, values.contact);
  set('enquiry', before.enquiry, values.enquiry);
  set('remark', before.remark, values.remark);
  for (const catalogue of values.interests.filter((id) => !before.interests.includes(id))) changes.push({ change: 'add_interest', catalogue });
  for (const id of before.interests.filter((one) => !values.interests.includes(one))) changes.push({ change: 'remove_interest', id });
  return changes;
}
