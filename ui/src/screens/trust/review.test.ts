import { expect, it } from 'vitest';

import { batches, telling } from './review';

const card = (...changes: string[]) => ({ changes: changes.map((hash) => ({ hash })) });
const row = (field: string, before: string | null, after: string | null) => ({ field, before, after });

it('settles whole cards in as few acts as their limit allows', () => {
  expect(batches([card('a', 'b'), card('c'), card('d', 'e')], 3)).toEqual([['a', 'b', 'c'], ['d', 'e']]);
});

it('leaves nothing out of a card that is larger than one act', () => {
  expect(batches([card('a', 'b', 'c', 'd', 'e'), card('f')], 2)).toEqual([['a', 'b'], ['c', 'd'], ['e', 'f']]);
  expect(batches([])).toEqual([]);
});

it('shows what was said and not who wrote it when', () => {
  const rows = [row('entries.at', null, '1'), row('entries.kind', null, 'note'), row('entries.text', null, '周六来'), row('fields.kind', null, 'company'), row('fields.name', '刘汉', '刘汉')];
  expect(telling(rows).map(({ field }) => field)).toEqual(['fields.kind', 'entries.text']);
});

it('begins with who it is and ends with what is to be done, as it was written', () => {
  const rows = [row('follow_ups.due_on', null, '2026-11-26'), row('follow_ups.opportunity', null, 'x'), row('opportunities.grade', null, 'A'), row('fields.remark', null, 'S6'), row('phones.number.typed', null, '1380'), row('fields.name', null, '单小宇'), row('fields.remark', 'S6', 'S7')];
  expect(telling(rows).map(({ after }) => after)).toEqual(['单小宇', '1380', 'S6', 'S7', 'A', '2026-11-26']);
});
