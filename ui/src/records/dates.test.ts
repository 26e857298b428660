import { describe, expect, it } from 'vitest';

import { addDays, daysBetween, weekday } from './dates';

describe('dates', () => {
  it('are added across months, years and leap days', () => {
    expect(addDays('2026-11-30', 1)).toBe('2026-12-01');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  });

  it('lie as many days apart as the calendar says', () => {
    expect(daysBetween('2026-11-22', '2026-12-02')).toBe(10);
    expect(daysBetween('2026-11-22', '2026-11-20')).toBe(-2);
  });

  it('fall on the same weekday in every language and time zone', () => {
    expect(weekday('2026-11-25', 'zh-CN')).toBe('周三');
    expect(weekday('2026-11-25', 'en')).toBe('Wed');
  });
});
