import { afterEach, expect, it, vi } from 'vitest';

afterEach(() => {
  sessionStorage.clear();
  vi.restoreAllMocks();
  vi.resetModules();
});

/** The page as it is after it was loaded anew. */
const loaded = () => {
  vi.resetModules();
  return import('./told');
};

it('shows a reminder once, however often the page is loaded', async () => {
  const first = await loaded();
  expect(first.tellOnce('2026-11-22 due')).toBe(true);
  expect(first.tellOnce('2026-11-22 due')).toBe(false);
  const again = await loaded();
  expect(again.isTold('2026-11-22 due')).toBe(true);
  expect(again.tellOnce('2026-11-22 due')).toBe(false);
  expect(again.tellOnce('2026-11-23 due')).toBe(true);
});

it('remembers as long as it lives where the session keeps nothing', async () => {
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => { throw new Error('full'); });
  const { isTold, tellOnce } = await loaded();
  expect(tellOnce('a')).toBe(true);
  expect([isTold('a'), tellOnce('a')]).toEqual([true, false]);
});

it('reads whatever else lies there as nothing', async () => {
  sessionStorage.setItem('forecourt.reminded', '{"broken');
  const { tellOnce } = await loaded();
  expect(tellOnce('a')).toBe(true);
});
