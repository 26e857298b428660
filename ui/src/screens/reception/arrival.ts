// What is typed at the desk, and the command it becomes. Which consultant is proposed and what a line lacks, the core says.
import type { CameBy, CustomerRow, FileId, LogArrival, NewVisitor, Purpose, StaffId } from '../../api/types';
import { instantAt } from '../../shared/storeTime';

export interface Arriving {
  customer: CustomerRow | null;
  phone: string;
  name: string;
  plate: string;
  refused: boolean;
  referrer: CustomerRow | null;
  /** Where they come from, in the store's words; null as they came. */
  source: string | null;
  cameBy: CameBy;
  purpose: Purpose;
  /** Their how many-th visit; none where the core counts it. */
  visits: number | null;
  party: number;
  series: string[];
  enquiry: string;
  asked: number;
  event: FileId | null;
  consultant: StaffId | null;
  /** Time of day, `14:05`; empty for now. */
  at: string;
}

export const EMPTY: Arriving = {
  customer: null, phone: '', name: '', plate: '', refused: false, referrer: null, source: null, cameBy: 'walk_in', purpose: 'buying', visits: 1, party: 1,
  series: [], enquiry: '', asked: 0, event: null, consultant: null, at: '',
};

/** Whether anything was typed of which a customer file is opened. */
const isNamed = ({ phone, name, plate }: Arriving): boolean => [phone, name, plate].some((text) => text.trim() !== '');

const IN_STORE: readonly CameBy[] = ['walk_in', 'appointment', 'event'];
export const isInStore = (cameBy: CameBy): boolean => IN_STORE.includes(cameBy);

/** The instant of a time of day on a day; none for now. */
export const instantOf = (day: string, at: string): number | null => (at === '' ? null : instantAt(day, at));

export function requestOf(typed: Arriving, day: string, request: string): LogArrival {
  const visitor: NewVisitor | null = typed.customer || !isNamed(typed) ? null : {
    phone: typed.phone, name: typed.name, sex: null, plate: typed.plate, contact_refused: typed.refused, grade: null,
    source: typed.source, information_source: null, referrer: typed.referrer?.file ?? null, consents: [],
  };
  const buys = typed.purpose === 'buying';
  const nobody = !typed.customer && !visitor;
  return {
    came_by: typed.cameBy,
    in_at: instantOf(day, typed.at),
    out_at: null,
    visit_count: typed.customer ? null : typed.visits,
    party_size: isInStore(typed.cameBy) ? typed.party : null,
    purpose: typed.purpose,
    interests: typed.series,
    enquiry: typed.enquiry,
    contact: nobody && buys && typed.asked > 0 ? 'refused' : null,
    asked: buys && typed.asked > 0 ? typed.asked : null,
    result: null,
    stage: null,
    remark: '',
    event: typed.event,
    customer: typed.customer?.file ?? null,
    visitor,
    consultant: buys ? typed.consultant : null,
    request,
  };
}

/** What the one box holds, put where it belongs. */
export function placed(typed: string, kind: string): Partial<Arriving> {
  if (kind === 'plate') return { plate: typed.trim().toUpperCase() };
  if (kind === 'name') return { name: typed.trim() };
  if (kind === 'phone' || kind === 'digits') return { phone: typed.trim() };
  return {};
}
