import { expect, it } from 'vitest';

import { isFar, pointsOf, readStrokes } from './strokes';

it('reads strokes and passes over what is none', () => {
  expect(readStrokes('[[1,2,3,4],[5,6]]')).toEqual([[1, 2, 3, 4], [5, 6]]);
  for (const text of ['', '{}', '[1,2]', 'x']) expect(readStrokes(text)).toEqual([]);
});

it('draws a stroke as a line and keeps points apart', () => {
  expect(pointsOf([1, 2, 3, 4])).toBe('1,2 3,4');
  expect(isFar([], 0, 0)).toBe(true);
  expect(isFar([10, 10], 11, 11)).toBe(false);
  expect(isFar([10, 10], 13, 12)).toBe(true);
});
