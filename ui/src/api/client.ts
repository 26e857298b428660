// The query cache: every answer of the core is kept until the core says that it changed.
import { QueryClient } from '@tanstack/react-query';

import { concerns, isQuestion, joined } from './touched';
import type { Told, Touched } from './types';

/** Key of a question: its command and its request. */
export const keyOf = (name: string, request: unknown) => [name, request] as const;

/** A client whose answers come from the core on this very device: always reachable, never stale by time. */
export function newClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { networkMode: 'always', retry: false, staleTime: Infinity, refetchOnWindowFocus: false },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

function fileOf(request: unknown): string | null {
  if (typeof request !== 'object' || request === null || !('file' in request)) return null;
  return typeof request.file === 'string' ? request.file : null;
}

/** Fetches again exactly the questions on screen that `touched` concerns, and marks the others stale. */
export function refetch(client: QueryClient, touched: Touched): Promise<void> {
  return client.invalidateQueries({
    predicate: ({ queryKey: [name, request] }) => isQuestion(name) && concerns(touched, name, fileOf(request)),
  });
}

/** Drops every answer but the state of the app, as another store takes the place of this one. */
export function forgetAnswers(client: QueryClient): void {
  client.removeQueries({ predicate: ({ queryKey: [name] }) => name !== 'state' });
}

/** Takes what the core tells; a burst of changes becomes one refetch. */
export function takeTold(client: QueryClient, waitMs = 60) {
  let pending: Touched | null = null;
  const flush = () => {
    const touched = pending;
    pending = null;
    if (touched) void refetch(client, touched);
  };
  return (told: Told) => {
    switch (told.event) {
      case 'touched':
        if (!pending) setTimeout(flush, waitMs);
        pending = pending ? joined(pending, told.touched) : told.touched;
        break;
      case 'sync':
        client.setQueryData(keyOf('sync_status', {}), told.status);
        void client.invalidateQueries({ queryKey: ['sync_page'] });
        break;
      case 'state':
        void client.invalidateQueries();
        break;
    }
  };
}
