// Which of the three faces the app shows: the first start, a store, or why it could not be opened.
import { DatesProvider } from '@mantine/dates';
import { Notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { RouterProvider } from 'react-router';

import { forgetAnswers, refetch, takeTold } from './api/client';
import { useAsk } from './api/hooks';
import { subscribe } from './api/told';
import type { AppState } from './api/types';
import { guessLanguage, speak } from './i18n';
import { Crashed } from './layout/Crashed';
import { OwnWords } from './records/OwnWords';
import { router } from './routes';
import { IdleLock } from './screens/lock/IdleLock';
import { SessionContext } from './session';
import { ErrorNote } from './shared/ErrorNote';
import { Loading } from './shared/Loading';
import { watchDays } from './shared/newDay';
import { usePhone } from './shared/usePhone';

const Handed = lazy(async () => ({ default: (await import('./screens/handed/HandedScreen')).HandedScreen }));
const Lock = lazy(async () => ({ default: (await import('./screens/lock/LockScreen')).LockScreen }));
const Setup = lazy(async () => ({ default: (await import('./screens/setup/SetupScreen')).SetupScreen }));

const EVERYTHING = { files: [], everything: true, ledger: true, drafts: true, audit: true };

export function App() {
  const client = useQueryClient();
  const state = useAsk('state', {});
  const phone = usePhone();
  const [before, setBefore] = useState<AppState | undefined>(undefined);
  const isLocked = state.data?.phase.phase === 'locked';
  // Below the lock the screens stay as they were, and with them what is being typed.
  const shown = isLocked ? before : state.data;
  if (shown !== before) setBefore(shown);
  const store = shown?.phase.phase === 'ready' ? shown.phase.store.id : null;
  const [known, setKnown] = useState(store);
  if (store !== known) {
    // Before a screen of another store is drawn, nothing of the last one may be left to show.
    forgetAnswers(client);
    setKnown(store);
  }
  const language = state.data?.language ?? guessLanguage();

  useEffect(
    () => subscribe({ told: takeTold(client), again: () => void refetch(client, EVERYTHING) }),
    [client],
  );
  useEffect(() => watchDays(() => void refetch(client, EVERYTHING)), [client]);
  useEffect(() => speak(language), [language]);

  return (
    <Crashed>
      <DatesProvider settings={{ locale: language === 'zh-CN' ? 'zh-cn' : 'en', firstDayOfWeek: 1 }}>
        <Notifications position={phone ? 'top-center' : 'bottom-center'} limit={3} containerWidth={phone ? 360 : 420} />
        {state.error ? (
          <ErrorNote error={state.error} again={() => void state.refetch()} page />
        ) : !shown ? (
          isLocked ? null : <Loading />
        ) : shown.phase.phase === 'ready' ? (
          <SessionContext value={{ ...shown, ...shown.phase }}>
            <IdleLock lock={shown.lock} />
            {shown.form_only ? <Suspense fallback={<Loading />}><Handed /></Suspense> : <OwnWords><RouterProvider router={router} /></OwnWords>}
          </SessionContext>
        ) : (
          <Suspense fallback={<Loading />}>
            <Setup state={shown} />
          </Suspense>
        )}
        {state.data && (state.data.phase.phase === 'locked' || state.data.lock.locked) && (
          <Suspense fallback={null}>
            <Lock lock={state.data.lock} store={shown?.phase.phase === 'ready' ? shown.phase.store.name : null} />
          </Suspense>
        )}
      </DatesProvider>
    </Crashed>
  );
}
