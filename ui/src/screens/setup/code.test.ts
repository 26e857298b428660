import { expect, it } from 'vitest';

import { codeText } from './code';

it('shows a code in two groups however it was typed or pasted', () => {
  expect(codeText('7kq2m')).toBe('7KQ2M');
  expect(codeText('7kq2m-x9z tb')).toBe('7KQ2M X9ZTB');
  expect(codeText(' 7KQ2MX9ZTBEXTRA')).toBe('7KQ2M X9ZTB');
});
