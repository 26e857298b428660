// Cards of late and refused work. Pure.
import type { ChangeHash, FieldRow, ReviewCard } from '../../api/types';

/** Most changes that one act may settle. */
const MOST = 200;

/** What tells a card from the others: its first change is in no other. */
export const keyOfCard = (card: ReviewCard): string => card.changes[0]?.hash ?? `${card.file} ${card.device}`;

/** The changes of whole cards, in as few acts as possible. A card beyond the limit is settled in its own acts. */
export function batches(cards: readonly { changes: readonly { hash: ChangeHash }[] }[], most: number = MOST): ChangeHash[][] {
  const acts: ChangeHash[][] = [];
  for (const { changes } of cards) {
    const hashes = changes.map(({ hash }) => hash);
    const last = acts.at(-1);
    if (last && last.length + hashes.length <= most) {
      last.push(...hashes);
      continue;
    }
    for (let from = 0; from < hashes.length; from += most) acts.push(hashes.slice(from, from + most));
  }
  return acts;
}

/** Who wrote it and when is told above the rows; what kind of line it is tells nothing beside its words. */
const SILENT = new Set(['at', 'by', 'kind', 'opened_at', 'opened_by', 'planned_at', 'planned_by', 'given_at', 'taken_by', 'id', 'wording', 'way', 'order']);
const SPEAKS: readonly string[] = ['kind', 'way'];

/** What tells people who it is comes first, then what they want, then what is to be done. */
const ORDER = ['name', 'phones', 'fields', 'opportunities', 'follow_ups'];
const rank = ({ field }: FieldRow): number => {
  const [root = '', leaf = ''] = field.split('.');
  const at = ORDER.indexOf(root === 'fields' && leaf === 'name' ? leaf : root);
  return at < 0 ? ORDER.length : at;
};

/** The rows worth reading, the weightiest first: not those that only say who wrote when, or what belongs to what. */
export function telling(rows: readonly FieldRow[]): FieldRow[] {
  const told = rows.filter(({ field, before, after }) => {
    if ((before ?? '') === (after ?? '')) return false;
    const [root = ''] = field.split('.');
    const last = field.split('.').at(-1) ?? '';
    const plain = root === 'fields' || root === 'follow_ups' || root === 'opportunities';
    if (root === 'follow_ups' && last === 'opportunity') return false;
    return !SILENT.has(last) || (plain && SPEAKS.includes(last));
  });
  return told.sort((one, other) => rank(one) - rank(other));
}
