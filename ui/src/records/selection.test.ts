import { expect, it } from 'vitest';

import { NOTHING, ranged, toggled, withAll } from './selection';

const ROWS = ['a', 'b', 'c', 'd', 'e'];
const chosen = (selection: { ids: ReadonlySet<string> }) => [...selection.ids];

it('takes a row in and out', () => {
  const one = toggled(NOTHING, 'b');
  expect(chosen(one)).toEqual(['b']);
  expect(chosen(toggled(one, 'b'))).toEqual([]);
  expect(chosen(NOTHING)).toEqual([]);
});

it('takes in every row from the one chosen last, upwards and downwards', () => {
  expect(chosen(ranged(toggled(NOTHING, 'b'), 'd', ROWS, 9))).toEqual(['b', 'c', 'd']);
  expect(chosen(ranged(toggled(NOTHING, 'd'), 'b', ROWS, 9))).toEqual(['d', 'b', 'c']);
  expect(chosen(ranged(NOTHING, 'c', ROWS, 9))).toEqual(['c']);
  expect(chosen(ranged(toggled(NOTHING, 'gone'), 'c', ROWS, 9))).toEqual(['gone', 'c']);
});

it('never takes in more than one command may change', () => {
  expect(chosen(withAll(NOTHING, ROWS, 3))).toEqual(['a', 'b', 'c']);
});
