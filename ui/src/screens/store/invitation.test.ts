import { expect, it } from 'vitest';

import { clockText, groupedCode, svgAddress } from './invitation';

it('shows the code in two groups and the time left as a clock', () => {
  expect(groupedCode('7KQ2MX9ZTB')).toBe('7KQ2M X9ZTB');
  expect([clockText(600_000), clockText(65_001), clockText(1), clockText(-5)]).toEqual(['10:00', '1:06', '0:01', '0:00']);
});

it('gives the image an address in which nothing can break out', () => {
  expect(svgAddress('<svg a="#"/>')).toBe('data:image/svg+xml,%3Csvg%20a%3D%22%23%22%2F%3E');
});
