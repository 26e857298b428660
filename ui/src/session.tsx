// Who works here, in which store, on which day. Stands only while a store is open.
import { createContext, use } from 'react';

import type { Ability, Language, LockState, Me, StoreSummary } from './api/types';

interface Session {
  store: StoreSummary;
  me: Me;
  /** Today in the store. */
  today: string;
  /** What was due before this day is overdue. */
  overdue_before: string;
  language: Language | null;
  version: string;
  lock: LockState;
  /** Whether existing files are hidden until the relay is reached. */
  lease_over: boolean;
}

export const SessionContext = createContext<Session | null>(null);

/** The open session and what its person may do. */
export function useSession() {
  const session = use(SessionContext);
  if (!session) throw new Error('no store is open');
  return { ...session, can: (ability: Ability) => session.me.abilities.includes(ability) };
}
