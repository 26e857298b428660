import { expect, test } from 'vitest';

import { printedOf } from './printed';

test('a printed line names the document, its version and its number', () => {
  expect(printedOf('order>1>zh-CN>D01-0042>0193')).toEqual({ subject: { kind: 'order', id: '0193' }, version: 1, number: 'D01-0042' });
  expect(printedOf('proposal>2>en>a>b>0193')?.number).toBe('a>b');
});

test('a line of a newer version is told and nothing more', () => {
  expect(printedOf('leaflet>1>zh-CN>x>0193')).toBeNull();
  expect(printedOf('order')).toBeNull();
});
