// Questions and orders as hooks. Screens use these two and nothing below them.
import { keepPreviousData, useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';

import { useAnnounce } from '../undo/announce';
import { asCallError, call, type CallError } from './call';
import { keyOf, refetch } from './client';
import type { Question } from './touched';
import type { Api, Touched } from './types';

interface Asking {
  /** Ask only when true. */
  enabled?: boolean;
  /** Keep showing the last answer while another request of the same question runs. */
  keep?: boolean;
  /** Ask when a screen opens and again after so many milliseconds, for what the core is not told about by itself. */
  everyMs?: number;
}

/** How often what only the relay knows is asked for while it is looked at. */
export const RELAY_MS = 15_000;

/** Asks a question and keeps its answer until the core says that it changed. */
export function useAsk<K extends Question>(name: K, request: Api[K][0], asking: Asking = {}): UseQueryResult<Api[K][1], CallError> {
  const client = useQueryClient();
  const query = {
    queryKey: keyOf(name, request),
    queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Api[K][1]> => {
      try {
        return await call(name, request, signal);
      } catch (thrown) {
        // Below the lock the screens keep what they show, and with it what is being typed; unlocking asks everything anew.
        const shown = client.getQueryData<Api[K][1]>(keyOf(name, request));
        if (shown !== undefined && asCallError(thrown).code === 'locked') return shown;
        throw thrown;
      }
    },
    enabled: asking.enabled ?? true,
    refetchInterval: asking.everyMs ?? (false as const),
    staleTime: asking.everyMs === undefined ? Infinity : 0,
  };
  return useQuery<Api[K][1], CallError, Api[K][1], readonly [string, unknown]>(
    asking.keep ? { ...query, placeholderData: keepPreviousData } : query,
  );
}

/** A command that changes something. */
export type Order = Exclude<keyof Api, Question>;

interface Telling<K extends Order> {
  /** Said in a toast once it is done, with the way back where there is one. */
  done?: string | ((answer: Api[K][1], request: Api[K][0]) => string | null);
}

const isTouched = (value: unknown): value is Touched =>
  typeof value === 'object' && value !== null && 'files' in value && 'everything' in value;

/** What an answer says it touched. */
export function touchedOf(answer: unknown): Touched | null {
  if (isTouched(answer)) return answer;
  if (typeof answer === 'object' && answer !== null && 'touched' in answer && isTouched(answer.touched)) return answer.touched;
  return null;
}

/** The way back that an answer offers. */
export function undoOf(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null || !('undo' in answer)) return null;
  return typeof answer.undo === 'string' ? answer.undo : null;
}

const isState = (answer: unknown): boolean => typeof answer === 'object' && answer !== null && 'phase' in answer;

/** Gives an order; afterwards refetches what it touched and offers the way back. */
export function useTell<K extends Order>(name: K, telling: Telling<K> = {}): UseMutationResult<Api[K][1], CallError, Api[K][0]> {
  const client = useQueryClient();
  const announce = useAnnounce();
  return useMutation<Api[K][1], CallError, Api[K][0]>({
    mutationKey: [name],
    mutationFn: (request) => call(name, request),
    onSuccess: (answer, request) => {
      const touched = touchedOf(answer);
      if (touched) void refetch(client, touched);
      if (isState(answer)) client.setQueryData(keyOf('state', {}), answer);
      const said = typeof telling.done === 'function' ? telling.done(answer, request) : telling.done;
      if (said) announce(said, undoOf(answer));
    },
  });
}
