import { expect, it } from 'vitest';

import { pagesBetween } from './useCustomerRows';

it('asks for exactly the pages in sight', () => {
  expect(pagesBetween(0, 12)).toEqual([0]);
  expect(pagesBetween(95, 104)).toEqual([0, 1]);
  expect(pagesBetween(49_990, 49_999)).toEqual([499]);
  expect(pagesBetween(0, -1)).toEqual([0]);
});
