import { expect, it } from 'vitest';

import { stalenessOf } from './stale';

const RULES = [{ grade: 'A' as const, interval_days: 4, longest_days: 15 }];

it('an opportunity grows stale by the rule of its grade, and not without one', () => {
  const at = (idle_days: number, grade: string | null = 'A') => stalenessOf({ idle_days, grade }, RULES);
  expect([at(4), at(5), at(15), at(16)]).toEqual(['fresh', 'due', 'due', 'late']);
  expect(at(400, 'D')).toBe('fresh');
  expect(at(400, null)).toBe('fresh');
});
