import { QueryClientProvider } from '@tanstack/react-query';
import { act, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';

import { newClient } from '../../api/client';
import type { CaptureDefaults, Draft } from '../../api/types';
import { emptyValues } from './form';
import { useCapture } from './useCapture';

const before: CaptureDefaults = { events: [], series: [], owner: { id: 'p', name: 'Lan' }, next_follow_up_on: [] };
const after: CaptureDefaults = { ...before, events: [{ file: 'event-1', name: '秋季车展' }] };

beforeAll(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
});
afterEach(() => vi.unstubAllGlobals());

type Capture = ReturnType<typeof useCapture>;

function Form({ defaults, draft, take }: { defaults: CaptureDefaults; draft: Draft | null; take: (capture: Capture) => void }) {
  const capture = useCapture(defaults, draft, () => '');
  useEffect(() => take(capture));
  return null;
}

async function shown(draft: Draft | null) {
  let capture: Capture | undefined;
  const take = (now: Capture) => { capture = now; };
  const root = createRoot(document.body.appendChild(document.createElement('div')));
  const client = newClient();
  const show = (defaults: CaptureDefaults) => act(async () => root.render(<QueryClientProvider client={client}><Form defaults={defaults} draft={draft} take={take} /></QueryClientProvider>));
  await show(before);
  await act(async () => capture?.change({ name: '刘汉' }));
  await show(after);
  const values = capture?.values;
  await act(async () => root.unmount());
  return values;
}

it('takes on an event that is heard of while somebody types, and leaves a draft at the event it was typed at', async () => {
  vi.stubGlobal('fetch', async () => Response.json(null));
  const values = await shown(null);
  expect([values?.name, values?.event, values?.source]).toEqual(['刘汉', 'event-1', 'event']);
  const draft = await shown({ id: 'd', form: 'capture', values: emptyValues(before), updated_at: 1 });
  expect([draft?.name, draft?.event]).toEqual(['刘汉', null]);
});
