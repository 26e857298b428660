import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { instantOf } from '../screens/reception/arrival';
import { filterOf } from '../screens/trust/audit';
import { momentText } from './format';
import { watchDays } from './newDay';
import { clockText, storeDate } from './storeTime';

/** 01:30 of the 22nd in the store. */
const AT = Date.UTC(2026, 10, 21, 17, 30);

describe('the store’s clock', () => {
  const zone = process.env['TZ'];
  beforeAll(() => void (process.env['TZ'] = 'America/New_York'));
  afterAll(() => {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });

  it('goes the same on a device that stands in another zone', () => {
    expect(new Date(AT).getHours()).toBe(12);
    expect([clockText(AT), storeDate(AT), momentText('en', AT, AT)]).toEqual(['01:30', '2026-11-22', 'Nov 22 01:30']);
  });

  it('reads what was typed as the store’s time', () => {
    expect(instantOf('2026-11-22', '01:30')).toBe(AT);
    expect(instantOf('2026-11-22', '')).toBeNull();
    const day = filterOf(new URLSearchParams('from=2026-11-22&to=2026-11-22'));
    expect([day.from, day.to]).toEqual([Date.UTC(2026, 10, 21, 16), Date.UTC(2026, 10, 22, 16)]);
  });

  it('lets a day begin at the store’s midnight', () => {
    vi.useFakeTimers({ now: Date.UTC(2026, 10, 21, 15, 59) });
    const begun = vi.fn();
    const stop = watchDays(begun);
    vi.advanceTimersByTime(2 * 60_000);
    stop();
    vi.useRealTimers();
    expect(begun).toHaveBeenCalledTimes(1);
  });
});
