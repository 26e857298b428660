import { expect, it, vi } from 'vitest';

import { forgetAnswers, keyOf, newClient, takeTold } from './client';
import type { SyncStatus } from './types';

const status: SyncStatus = { link: 'synced', waiting: 0, done: 0, total: 0, needs_you: 0, last_success_at: 1, error: null };

it('makes one refetch of a burst of changes, and only of the questions concerned', async () => {
  vi.useFakeTimers();
  const client = newClient();
  client.setQueryData(keyOf('list_customers', {}), 1);
  client.setQueryData(keyOf('drafts', {}), 1);
  const invalidate = vi.spyOn(client, 'invalidateQueries');
  const take = takeTold(client);
  for (const file of ['a', 'b', 'c']) {
    take({ event: 'touched', touched: { files: [{ file, kind: 'customer' }], everything: false, ledger: false, drafts: false, audit: false } });
  }
  await vi.advanceTimersByTimeAsync(100);
  expect(invalidate).toHaveBeenCalledTimes(1);
  expect(client.getQueryState(keyOf('list_customers', {}))?.isInvalidated).toBe(true);
  expect(client.getQueryState(keyOf('drafts', {}))?.isInvalidated).toBe(false);
  vi.useRealTimers();
});

it('shows the pill as it is told, without asking', () => {
  const client = newClient();
  takeTold(client)({ event: 'sync', status });
  expect(client.getQueryData(keyOf('sync_status', {}))).toEqual(status);
});

it('asks the core even without a network, once, and keeps the answer', () => {
  const { queries, mutations } = newClient().getDefaultOptions();
  expect(queries).toMatchObject({ networkMode: 'always', retry: false, staleTime: Infinity });
  expect(mutations).toMatchObject({ networkMode: 'always', retry: false });
});

it('leaves nothing of one store to be shown in another', () => {
  const client = newClient();
  client.setQueryData(keyOf('list_customers', {}), 1);
  client.setQueryData(keyOf('state', {}), 2);
  forgetAnswers(client);
  expect(client.getQueryData(keyOf('list_customers', {}))).toBeUndefined();
  expect(client.getQueryData(keyOf('state', {}))).toBe(2);
});
