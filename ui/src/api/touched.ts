// Which questions a change concerns. Pure: the query cache asks here and nowhere else.
import type { Api, FileKind, Touched } from './types';

/** Commands that only read, and what their answers are made of. */
interface Basis {
  kinds: readonly FileKind[];
  ledger?: boolean;
  drafts?: boolean;
  audit?: boolean;
  /** Concerns one file: other files of that file's own kind leave the answer as it is. */
  own?: FileKind;
}

const BASES = {
  state: { kinds: ['store'], ledger: true },
  store: { kinds: ['store', 'customer'], ledger: true },
  rules: { kinds: ['store'], ledger: true },
  review_follow_ups: { kinds: ['customer', 'store'], ledger: true },
  week: { kinds: ['customer', 'store'], ledger: true },
  untouched: { kinds: ['customer', 'store'], ledger: true },
  progress: { kinds: ['customer', 'store'], ledger: true },
  activity: { kinds: ['customer', 'store'], ledger: true },
  activity_rows: { kinds: ['customer', 'store'], ledger: true },
  reminders: { kinds: ['customer', 'store'], ledger: true },
  losses: { kinds: ['customer', 'store'], ledger: true },
  pending_devices: { kinds: [], ledger: true },
  capture_defaults: { kinds: ['store', 'event'], ledger: true },
  check_phone: { kinds: ['customer'], ledger: true },
  drafts: { kinds: [], drafts: true },
  views: { kinds: ['store'], drafts: true, ledger: true },
  spell: { kinds: [] },
  many_choices: { kinds: ['customer'], ledger: true },
  preview_many: { kinds: ['customer'], ledger: true },
  list_customers: { kinds: ['customer', 'store'], ledger: true },
  // Other customers count too: a file caught elsewhere may share this one's phone.
  customer: { kinds: ['customer', 'customer_private', 'event', 'store'], ledger: true },
  show_document: { kinds: ['customer', 'customer_private', 'reception', 'store'], ledger: true },
  review_box: { kinds: ['customer', 'customer_private'], ledger: true },
  refused_cards: { kinds: ['customer', 'customer_private'], ledger: true },
  refused_page: { kinds: [], ledger: true },
  erasures: { kinds: ['customer'], ledger: true },
  proposals: { kinds: ['customer'], ledger: true },
  audit: { kinds: [], audit: true },
  audit_state: { kinds: [], audit: true },
  duplicates: { kinds: ['customer'], ledger: true },
  referral_rate: { kinds: ['customer'], ledger: true },
  merge_queue: { kinds: ['customer'], ledger: true },
  merge_counts: { kinds: ['customer'], ledger: true },
  compare_files: { kinds: ['customer'], ledger: true },
  segments: { kinds: ['customer', 'store'], ledger: true },
  recent_operations: { kinds: ['customer', 'customer_private', 'event', 'store', 'vehicle', 'care', 'reception'], ledger: true },
  today: { kinds: ['customer', 'store'], ledger: true },
  pipeline: { kinds: ['customer', 'event', 'store'], ledger: true },
  orders: { kinds: ['customer', 'store'], ledger: true },
  // Another customer's order may claim the same car.
  order: { kinds: ['customer', 'customer_private', 'vehicle', 'reception', 'store'], ledger: true },
  vehicles: { kinds: ['vehicle', 'customer', 'reception', 'store'], ledger: true },
  vehicle: { kinds: ['vehicle', 'customer', 'store'], ledger: true, own: 'vehicle' },
  check_vin: { kinds: ['customer', 'reception'], ledger: true },
  claim_pairs: { kinds: ['customer', 'store'], ledger: true },
  opportunity: { kinds: ['customer', 'customer_private', 'reception', 'store'], ledger: true },
  car_day: { kinds: ['customer', 'reception', 'store'], ledger: true },
  booking_clashes: { kinds: ['customer', 'reception', 'store'], ledger: true },
  competitors: { kinds: ['customer'], ledger: true },
  events: { kinds: ['customer', 'event'], ledger: true },
  event: { kinds: ['customer', 'event', 'store'], ledger: true, own: 'event' },
  reception_day: { kinds: ['reception', 'customer', 'event', 'store'], ledger: true },
  identify_visitor: { kinds: ['reception', 'customer', 'store'], ledger: true },
  visitors_to_receive: { kinds: ['reception', 'customer', 'event', 'store'], ledger: true },
  reception_lines: { kinds: ['reception', 'customer', 'event', 'store'], ledger: true },
  footfall: { kinds: ['reception', 'customer', 'event', 'store'], ledger: true },
  sales_rates: { kinds: ['reception', 'customer', 'store'], ledger: true },
  rate_rows: { kinds: ['reception', 'customer', 'store'], ledger: true },
  test_drive_terms: { kinds: [] },
  sync_status: { kinds: [] },
  sync_page: { kinds: ['customer', 'customer_private', 'event', 'store', 'vehicle', 'care', 'reception'], ledger: true },
} satisfies Partial<Record<keyof Api, Basis>>;

/** A command that only reads. */
export type Question = keyof typeof BASES;

/** Whether `name` is a command that only reads. */
export const isQuestion = (name: unknown): name is Question => typeof name === 'string' && name in BASES;

/** Whether the answer to `name` (about `file`, where it is about one) may differ after `touched`. */
export function concerns(touched: Touched, name: Question, file: string | null): boolean {
  const basis: Basis = BASES[name];
  if (touched.everything) return true;
  if (touched.ledger && basis.ledger) return true;
  if (touched.drafts && basis.drafts) return true;
  if (touched.audit && basis.audit) return true;
  return touched.files.some(
    (one) => basis.kinds.includes(one.kind) && (basis.own !== one.kind || file === null || one.file === file),
  );
}

/** Two changes as one. */
export function joined(a: Touched, b: Touched): Touched {
  return {
    files: [...a.files, ...b.files],
    everything: a.everything || b.everything,
    ledger: a.ledger || b.ledger,
    drafts: a.drafts || b.drafts,
    audit: a.audit || b.audit,
  };
}
