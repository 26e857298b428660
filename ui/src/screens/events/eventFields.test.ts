import { expect, it } from 'vitest';

import type { EventFile } from '../../api/types';
import { changedFields, eventState, eventValues, yuanText } from './eventFields';

const event: EventFile = { id: 'e', fields: { name: '秋季车展', starts_on: '2026-11-20', cost_fen: '3500000' }, staff: [], clashes: [] };

it('sends only what changed, and an empty text to clear', () => {
  const before = eventValues(event, '2026-11-21');
  expect(changedFields(before, before, false)).toEqual([]);
  expect(changedFields(before, { ...before, place: ' 星海 ', starts_on: '' }, false)).toEqual([
    { field: 'place', value: '星海' },
    { field: 'starts_on', value: '' },
  ]);
});

it('sends the name of a new event even when it is empty, so that the core can ask for it', () => {
  const values = eventValues(null, '2026-11-21');
  expect(changedFields(values, values, true).map((one) => one.field)).toEqual(['name', 'starts_on', 'ends_on']);
});

it('shows a cost in yuan as it would be typed', () => {
  expect([yuanText('3500000'), yuanText('3500050'), yuanText(''), yuanText('约三万')]).toEqual(['35000', '35000.5', '', '约三万']);
});

it('is running, closed, planned or over', () => {
  expect(eventState(event, true, '2026-11-21')).toBe('running');
  expect(eventState(event, false, '2026-11-19')).toBe('planned');
  expect(eventState(event, false, '2026-12-01')).toBe('past');
  expect(eventState({ ...event, fields: { closed: 'yes' } }, true, '2026-11-21')).toBe('closed');
});
