import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { watchIdle } from './idle';

const TWO_MINUTES = 120_000;
const touch = () => window.dispatchEvent(new Event('pointerdown'));
const idle = vi.fn();
const there = vi.fn();
let stop = () => {};

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  idle.mockReset();
  there.mockReset();
  stop = watchIdle(TWO_MINUTES, { idle, there });
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

it('tells once that nobody touched the app, and every touch starts the time anew', () => {
  vi.advanceTimersByTime(TWO_MINUTES - 1000);
  touch();
  vi.advanceTimersByTime(TWO_MINUTES - 1000);
  expect(idle).not.toHaveBeenCalled();
  vi.advanceTimersByTime(TWO_MINUTES);
  expect(idle).toHaveBeenCalledTimes(1);
});

it('does not count the touch that wakes a phone whose timers slept', () => {
  vi.setSystemTime(3_600_000);
  touch();
  expect(idle).toHaveBeenCalledTimes(1);
  expect(there).not.toHaveBeenCalled();
});

it('tells now and then that somebody is there, not at every touch', () => {
  for (let second = 0; second < 45; second += 1) {
    touch();
    vi.advanceTimersByTime(1000);
  }
  expect(there).toHaveBeenCalledTimes(3);
});
