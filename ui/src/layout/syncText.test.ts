import { expect, it } from 'vitest';

import type { Link, SyncStatus } from '../api/types';
import { pillState } from './syncText';

const status = (link: Link, rest: Partial<SyncStatus> = {}): SyncStatus => ({
  link, waiting: 0, done: 0, total: 0, needs_you: 0, last_success_at: null, error: null, ...rest,
});

it('never says synced while a change waits for the relay', () => {
  const links: Link[] = ['none', 'offline', 'connecting', 'syncing', 'healing', 'synced', 'refused'];
  for (const link of links) expect(pillState(status(link, { waiting: 1 })).key).not.toBe('synced');
  expect(pillState(status('synced')).key).toBe('synced');
});

it('puts what a person must do before what the machine does by itself', () => {
  expect(pillState(status('syncing', { needs_you: 3, total: 9 }))).toMatchObject({ key: 'needs_you', count: 3 });
  expect(pillState(status('refused', { needs_you: 3 })).key).toBe('refused');
});

it('tells how far a relay that came back from a backup is healed, and tells that from ordinary syncing', () => {
  expect(pillState(status('healing', { done: 3, total: 9, waiting: 2 }))).toEqual({ tone: 'busy', key: 'healing', count: 0 });
  expect(pillState(status('healing')).key).toBe('healing_unknown');
});

it('tells how many changes wait while offline', () => {
  expect(pillState(status('offline', { waiting: 12 }))).toEqual({ tone: 'warn', key: 'offline_waiting', count: 12 });
});

it('tells at once that something else answers in the relay\u2019s place, and that the relay waits', () => {
  expect(pillState(status('offline', { error: 'relay_identity_changed', needs_you: 3 })).key).toBe('other_relay');
  expect(pillState(status('syncing', { error: 'relay_waits', total: 9 })).key).toBe('relay_waits');
  expect(pillState(status('synced', { error: 'relay_waits' })).key).toBe('synced');
});
