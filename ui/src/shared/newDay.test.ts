import { afterEach, expect, it, vi } from 'vitest';

import { watchDays } from './newDay';

afterEach(() => void vi.useRealTimers());

it('tells a new day once, and nothing within a day', () => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 21, 15, 58) });
  const begun = vi.fn();
  const stop = watchDays(begun);
  vi.advanceTimersByTime(60_000);
  expect(begun).not.toHaveBeenCalled();
  vi.advanceTimersByTime(120_000);
  expect(begun).toHaveBeenCalledTimes(1);
  stop();
  vi.advanceTimersByTime(48 * 3_600_000);
  expect(begun).toHaveBeenCalledTimes(1);
});
