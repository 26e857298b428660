import { QueryClientProvider } from '@tanstack/react-query';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';

import { newClient } from '../api/client';
import { SessionContext } from '../session';
import { Home, isOnTheWay } from './Home';

beforeAll(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.stubGlobal('matchMedia', () => ({ matches: true, addEventListener: () => {}, removeEventListener: () => {} }));
});
afterEach(() => vi.unstubAllGlobals());

const SESSION = {
  store: { id: 's', name: 'Harbour', practice: false },
  me: { staff: 'p', name: 'Lan', roles: [], abilities: ['edit_customers' as const, 'see_customers' as const], first_place: 'today' as const, own_place: 'pipeline' as const, device: 'd' },
  today: '2026-11-22',
  overdue_before: '2026-11-20',
  language: null,
  version: '0',
  lease_over: false,
  lock: { locked: false, has_pin: false, tries_left: 10, idle_after_s: 120, has_recovery_key: false },
};

it('leads nobody elsewhere who has chosen a place while the first screen was found out', async () => {
  let answer: (response: Response) => void = () => {};
  vi.stubGlobal('fetch', () => new Promise<Response>((resolve) => { answer = resolve; }));
  let arrive: () => void = () => {};
  const router: ReturnType<typeof createMemoryRouter> = createMemoryRouter([
    { path: '/', element: <Home isLeaving={() => isOnTheWay(router.state)} /> },
    { path: '/store', loader: () => new Promise<null>((resolve) => { arrive = () => resolve(null); }), element: 'the store' },
    { path: '*', element: 'the first screen' },
  ]);
  const place = document.body.appendChild(document.createElement('div'));
  const root = createRoot(place);
  await act(async () => root.render(
    <QueryClientProvider client={newClient()}>
      <SessionContext value={SESSION}><RouterProvider router={router} /></SessionContext>
    </QueryClientProvider>,
  ));
  await act(async () => void router.navigate('/store'));
  await act(async () => answer(new Response(JSON.stringify({ events: [], series: [], owner: { id: 'p', name: 'Lan' }, next_follow_up_on: [] }))));
  await act(async () => arrive());
  expect(place.textContent).toBe('the store');
  act(() => root.unmount());
});
