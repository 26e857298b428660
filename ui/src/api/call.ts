// The one way to the core: the window's bridge or the browser host. Knows no screen.
import { invoke, isTauri } from '@tauri-apps/api/core';

import { ERROR_CODES, type Api, type AppError, type ErrorCode } from './types';

/** The core's codes, and one of ours: the app itself did not answer, so nobody knows whether the command was done. */
export type Code = ErrorCode | 'app_gone';

/** What a command that failed throws: the core's own error, or one of ours when the answer was none. */
export class CallError extends Error {
  readonly code: Code;
  readonly field: string | null;
  /** What stands in the way, as staff name it; empty where nothing is named. */
  readonly about: string;

  constructor(error: Omit<AppError, 'code'> & { code: Code }) {
    super(error.message);
    this.name = 'CallError';
    this.code = error.code;
    this.field = error.field;
    this.about = error.about ?? '';
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isErrorCode = (value: unknown): value is ErrorCode => ERROR_CODES.some((code) => code === value);

/** Reads an error as the core tells it. Anything else is `internal`: its text is never shown. */
export function asCallError(thrown: unknown): CallError {
  if (thrown instanceof CallError) return thrown;
  const told = typeof thrown === 'string' ? parse(thrown) : thrown;
  if (isRecord(told) && isErrorCode(told['code'])) {
    const { message, field, about } = told;
    return new CallError({
      code: told['code'],
      message: typeof message === 'string' ? message : '',
      field: typeof field === 'string' ? field : null,
      about: typeof about === 'string' ? about : '',
    });
  }
  return new CallError({ code: 'internal', message: thrown instanceof Error ? thrown.message : '', field: null });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function post<K extends keyof Api>(name: K, request: Api[K][0], signal?: AbortSignal): Promise<Api[K][1]> {
  const response = await fetch(`/api/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
    ...(signal ? { signal } : {}),
  }).catch((thrown: unknown) => {
    throw signal?.aborted ? thrown : new CallError({ code: 'app_gone', message: '', field: null });
  });
  if (!response.ok) throw asCallError(parse(await response.text()));
  const answer: Api[K][1] = await response.json();
  return answer;
}

/** Calls a command of the core. Rejects with a {@link CallError}, or with the abort when `signal` was used. */
export async function call<K extends keyof Api>(name: K, request: Api[K][0], signal?: AbortSignal): Promise<Api[K][1]> {
  try {
    return isTauri() ? await invoke<Api[K][1]>(name, { request }) : await post(name, request, signal);
  } catch (thrown) {
    if (signal?.aborted) throw thrown;
    throw asCallError(thrown);
  }
}
