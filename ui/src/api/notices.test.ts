import { afterEach, expect, it, vi } from 'vitest';

import { askForNotices, noticesAre, show } from './notices';

const bridge = vi.hoisted(() => ({ isWindow: false, invoke: vi.fn(() => Promise.resolve()), heard: new Map<string, (event: { payload: string }) => void>() }));
vi.mock('@tauri-apps/api/core', () => ({ invoke: bridge.invoke, isTauri: () => bridge.isWindow }));
vi.mock('@tauri-apps/api/event', () => ({
  listen: (name: string, heard: (event: { payload: string }) => void) => Promise.resolve(bridge.heard.set(name, heard)),
}));

const notice = (key: string) => ({ key, title: 'Forecourt', body: '刘*', opened: vi.fn() });

afterEach(() => {
  bridge.isWindow = false;
  vi.unstubAllGlobals();
});

it('goes through the window’s plugin, and a click opens what was shown', async () => {
  bridge.isWindow = true;
  vi.stubGlobal('Notification', undefined);
  expect([noticesAre(), await askForNotices()]).toEqual(['on', 'on']);
  const [one, other] = [notice('due:1'), notice('first:2')];
  show(one);
  show(other);
  await vi.waitFor(() => expect(bridge.invoke).toHaveBeenCalledTimes(2));
  expect(bridge.invoke).toHaveBeenCalledWith('plugin:notification|notify', { options: { title: 'Forecourt', body: '刘*', extra: { key: 'due:1' } } });
  bridge.heard.get('noticed')?.({ payload: 'first:2' });
  expect([one.opened.mock.calls.length, other.opened.mock.calls.length]).toEqual([0, 1]);
});

it('is the browser’s own where there is no window', () => {
  const clicks = new Map<string, () => void>();
  const made = vi.fn(function shown() {
    return { addEventListener: (name: string, done: () => void) => void clicks.set(name, done) };
  });
  vi.stubGlobal('Notification', Object.assign(made, { permission: 'granted' }));
  vi.stubGlobal('focus', vi.fn());
  const one = notice('due:1');
  expect(noticesAre()).toBe('on');
  show(one);
  expect(made).toHaveBeenCalledWith('Forecourt', { body: '刘*', tag: 'due:1' });
  clicks.get('click')?.();
  expect(one.opened).toHaveBeenCalledTimes(1);
});
