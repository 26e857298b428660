import { expect, it } from 'vitest';

import { EMPTY, instantOf, placed, requestOf } from './arrival';

it('opens a file only where something was typed that names somebody', () => {
  expect(requestOf(EMPTY, '2026-11-21', 'r').visitor).toBeNull();
  expect(requestOf({ ...EMPTY, phone: '138' }, '2026-11-21', 'r').visitor?.phone).toBe('138');
});

it('asks who does not mean to buy for nothing that belongs to a purchase', () => {
  const request = requestOf({ ...EMPTY, purpose: 'restroom', consultant: 'x', asked: 2 }, '2026-11-21', 'r');
  expect([request.consultant, request.asked, request.contact]).toEqual([null, null, null]);
});

it('puts what was typed into the field it belongs to', () => {
  expect(placed('辽b12345', 'plate')).toEqual({ plate: '辽B12345' });
  expect(placed('刘汉', 'name')).toEqual({ name: '刘汉' });
  expect(placed('1380000', 'digits')).toEqual({ phone: '1380000' });
});

it('means now where no time was typed', () => {
  expect(instantOf('2026-11-21', '')).toBeNull();
  expect(instantOf('2026-11-21', '14:05')).toBe(Date.UTC(2026, 10, 21, 6, 5));
});
