// Everything a customer did with the store as one stream. Pure.
import type { Consent, CustomerFile, Entry, EntryKind, FollowUp, FollowUpResult, Instant, Presentation, Quotation, TestDrive } from '../../api/types';

export type Item =
  | { of: 'entry'; at: Instant; id: string; entry: Entry }
  | { of: 'done'; at: Instant; id: string; followUp: FollowUp; result: FollowUpResult }
  | { of: 'opened'; at: Instant; id: string }
  | { of: 'presented'; at: Instant; id: string; shown: Presentation }
  | { of: 'driven'; at: Instant; id: string; drive: TestDrive }
  | { of: 'quoted'; at: Instant; id: string; quotation: Quotation }
  | { of: 'consented' | 'withdrawn'; at: Instant; id: string; consent: Consent };

/** Parts of the stream that can be looked at alone. */
export type Show = 'all' | 'contact' | 'notes' | 'changes';
export const SHOWS: readonly Show[] = ['all', 'contact', 'notes', 'changes'];

/** The stream, newest first. */
export function timelineOf(file: CustomerFile): Item[] {
  const items: Item[] = file.entries.map((entry) => ({ of: 'entry', at: entry.at, id: entry.id, entry }));
  for (const followUp of file.follow_ups) {
    if (followUp.result) items.push({ of: 'done', at: followUp.result.at, id: followUp.id, followUp, result: followUp.result });
  }
  for (const shown of file.presentations) items.push({ of: 'presented', at: shown.at, id: shown.id, shown });
  for (const drive of file.test_drives) {
    items.push({ of: 'driven', at: drive.back?.at ?? drive.out?.at ?? drive.not_held?.at ?? drive.booked_at, id: drive.id, drive });
  }
  for (const quotation of file.quotations) items.push({ of: 'quoted', at: quotation.word?.at ?? quotation.made_at, id: quotation.id, quotation });
  for (const consent of file.consents) {
    items.push({ of: 'consented', at: consent.given_at, id: consent.id, consent });
    if (consent.withdrawn_at !== null) items.push({ of: 'withdrawn', at: consent.withdrawn_at, id: `${consent.id}-withdrawn`, consent });
  }
  const tellsOpening = file.entries.some((entry) => entry.kind === 'opened' || entry.kind === 'captured');
  if (file.opened_at !== null && !tellsOpening) items.push({ of: 'opened', at: file.opened_at, id: 'opened' });
  return items.sort((a, b) => b.at - a.at);
}

/** Planned follow-ups, the next one first. */
export function plannedOf(file: CustomerFile): FollowUp[] {
  return file.follow_ups.filter((followUp) => followUp.result === null).sort((a, b) => a.due_on.localeCompare(b.due_on));
}

const PART: Record<EntryKind, Exclude<Show, 'all'>> = {
  opened: 'changes', captured: 'contact', note: 'notes', call: 'contact', visit: 'contact', message: 'contact',
  call_in: 'contact', email: 'contact', fax: 'contact', test_drive: 'contact', stage_moved: 'changes', graded: 'changes', printed: 'changes', clash_settled: 'changes', relation_set: 'changes', order: 'changes',
  loss_requested: 'changes', loss_confirmed: 'changes', loss_refused: 'changes', revived: 'changes',
};

/** Whether an item belongs to what is looked at. */
export function isShown(item: Item, show: Show): boolean {
  if (show === 'all') return true;
  if (item.of === 'entry') return PART[item.entry.kind] === show;
  if (item.of === 'quoted') return show === 'changes';
  return show === (item.of === 'done' || item.of === 'presented' || item.of === 'driven' ? 'contact' : 'changes');
}

/** The two words of a moved stage or grade, written `from>to`; null where the text is something else. */
export function fromTo(text: string): readonly [string, string] | null {
  const [from, to, ...rest] = text.split('>');
  return from !== undefined && to !== undefined && rest.length === 0 ? [from, to] : null;
}

/** What became of an order, written `what>number`; of a payment taken out of use its kind, its fen and a line of words besides. */
export function orderTold(text: string): { what: string; number: string; kind: string; fen: number | null; words: string } | null {
  const [line = '', ...words] = text.split('\n');
  const [what, number, kind = '', fen = '', ...rest] = line.split('>');
  if (what === undefined || number === undefined || rest.length > 0) return null;
  return { what, number, kind, fen: /^-?\d+$/.test(fen) ? Number(fen) : null, words: words.join('\n') };
}

/** The code and the words of a request to give up, written `code:words`. */
export function splitReason(text: string): readonly [string, string] {
  const at = text.indexOf(':');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
