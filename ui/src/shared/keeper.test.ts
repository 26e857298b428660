import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { SaveDraft } from '../api/types';
import { KEEP_MS, newKeeper } from './keeper';

const draft = (phone: string): SaveDraft => ({ id: 'a', form: 'capture', values: { phone } });

describe('the keeper of a draft', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('writes the last of several quick changes, once', async () => {
    const write = vi.fn(() => Promise.resolve());
    const keeper = newKeeper(write);
    keeper.keep(draft('1'));
    await vi.advanceTimersByTimeAsync(KEEP_MS - 1);
    keeper.keep(draft('13'));
    await vi.advanceTimersByTimeAsync(KEEP_MS - 1);
    expect(write).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(write.mock.calls).toEqual([[draft('13')]]);
  });

  it('writes at once when the page goes away', async () => {
    const write = vi.fn(() => Promise.resolve());
    const keeper = newKeeper(write);
    keeper.keep(draft('138'));
    await keeper.flush();
    await vi.advanceTimersByTimeAsync(KEEP_MS * 2);
    expect(write).toHaveBeenCalledTimes(1);
  });

  it('never writes a draft after its lead was saved', async () => {
    let finish = () => {};
    const write = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)));
    const keeper = newKeeper(write);
    keeper.keep(draft('1'));
    const flushed = keeper.flush();
    await vi.advanceTimersByTimeAsync(0);
    keeper.keep(draft('13'));
    let settled = false;
    const settling = keeper.settle().then(() => (settled = true));
    await vi.advanceTimersByTimeAsync(KEEP_MS * 2);
    expect(settled).toBe(false);
    finish();
    await Promise.all([flushed, settling]);
    await vi.advanceTimersByTimeAsync(KEEP_MS * 2);
    expect(write).toHaveBeenCalledTimes(1);
  });

  it('goes on after a write that failed', async () => {
    const write = vi.fn(() => Promise.resolve()).mockRejectedValueOnce(new Error('disk full'));
    const keeper = newKeeper(write);
    keeper.keep(draft('1'));
    await keeper.flush();
    keeper.keep(draft('13'));
    await keeper.flush();
    expect(write).toHaveBeenCalledTimes(2);
  });
});
