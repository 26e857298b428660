// The places of the app, for the rail, the phone's bar and the keys.
import {
  IconCalendarEvent, IconLayoutKanban, IconRefresh, IconSunHigh, IconUserCircle, IconUsers, IconBuildingStore, type TablerIcon,
} from '@tabler/icons-react';

import { paths } from '../paths';

export interface Place {
  name: 'today' | 'customers' | 'pipeline' | 'events' | 'sync' | 'store' | 'me';
  path: string;
  icon: TablerIcon;
  /** Key after G. */
  key: string;
}

export const PLACES: readonly Place[] = [
  { name: 'today', path: paths.today, icon: IconSunHigh, key: 't' },
  { name: 'customers', path: paths.customers, icon: IconUsers, key: 'c' },
  { name: 'pipeline', path: paths.pipeline, icon: IconLayoutKanban, key: 'p' },
  { name: 'events', path: paths.events, icon: IconCalendarEvent, key: 'e' },
  { name: 'sync', path: paths.sync, icon: IconRefresh, key: 'y' },
  { name: 'store', path: paths.store, icon: IconBuildingStore, key: 's' },
  { name: 'me', path: paths.me, icon: IconUserCircle, key: 'm' },
];
