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
  expect(telling(rows).map(({ field }) => field)).toEqual(['entries.text', 'fields.kind']);
});
