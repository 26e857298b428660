import { expect, it } from 'vitest';

import { filterOf } from './audit';

it('reads the filter from the address, both days included', () => {
  const { who, what, from, to } = filterOf(new URLSearchParams('who=a&what=unmasked&from=2026-11-20&to=2026-11-20'));
  expect([who, what]).toEqual(['a', 'unmasked']);
  expect(Number(to) - Number(from)).toBe(24 * 3_600_000);
});

it('asks for everything where the address says nothing, or nonsense', () => {
  const everything = { who: null, what: null, from: null, to: null };
  expect(filterOf(new URLSearchParams())).toEqual(everything);
  expect(filterOf(new URLSearchParams('from=yesterday'))).toEqual(everything);
});
