// The places of the app, for the rail, the phone's bar, the keys and the command palette. A new screen is one line here and
// one route; who has a place is the core's word (an ability), never a rule about roles.
import {
  IconBuildingStore, IconCalendarEvent, IconCar, IconCopy, IconDoorEnter, IconFileX, IconHistory, IconInbox, IconLayoutKanban, IconLock, IconMessageCheck, IconPencil, IconReceipt, IconRefresh, IconShieldCheck, IconSteeringWheel, IconSunHigh, IconUserCircle, IconUsers, IconUsersGroup, type TablerIcon,
} from '@tabler/icons-react';
import type { ParseKeys } from 'i18next';

import type { Ability } from '../api/types';
import { paths } from '../paths';

/** Where on the desk a place stands: in the rail above, in the rail below, or behind "me". */
type Where = 'work' | 'house' | 'me';

export interface Place {
  /** Its name; the core's own where the core may open the app there. */
  name: string;
  path: string;
  icon: TablerIcon;
  label: ParseKeys;
  where: Where;
  /** Key after G. */
  key?: string;
  /** Any of these opens it; everybody's without. */
  needs?: readonly Ability[];
}

export const PLACES: readonly Place[] = [
  { name: 'today', path: paths.today, icon: IconSunHigh, label: 'common.places.today', where: 'work', key: 't', needs: ['see_customers'] },
  { name: 'reception', path: paths.reception, icon: IconDoorEnter, label: 'common.places.reception', where: 'work', key: 'v', needs: ['see_reception'] },
  { name: 'customers', path: paths.customers, icon: IconUsers, label: 'common.places.customers', where: 'work', key: 'c', needs: ['see_customers'] },
  { name: 'pipeline', path: paths.pipeline, icon: IconLayoutKanban, label: 'common.places.pipeline', where: 'work', key: 'p', needs: ['see_customers'] },
  { name: 'cars', path: paths.cars, icon: IconSteeringWheel, label: 'common.places.cars', where: 'work', key: 'r', needs: ['see_customers'] },
  { name: 'follow', path: paths.follow, icon: IconMessageCheck, label: 'follow.title', where: 'work', key: 'f', needs: ['see_customers'] },
  { name: 'orders', path: paths.orders, icon: IconReceipt, label: 'common.places.orders', where: 'work', key: 'o', needs: ['see_customers'] },
  { name: 'vehicles', path: paths.vehicles, icon: IconCar, label: 'common.places.vehicles', where: 'me', needs: ['see_vehicles'] },
  { name: 'events', path: paths.events, icon: IconCalendarEvent, label: 'common.places.events', where: 'work', key: 'e', needs: ['see_events'] },
  { name: 'sync', path: paths.sync, icon: IconRefresh, label: 'common.places.sync', where: 'house', key: 'y' },
  { name: 'store', path: paths.store, icon: IconBuildingStore, label: 'common.places.store', where: 'house', key: 's' },
  { name: 'me', path: paths.me, icon: IconUserCircle, label: 'common.places.me', where: 'house', key: 'm' },
  { name: 'drafts', path: paths.drafts, icon: IconPencil, label: 'me.drafts', where: 'me', needs: ['edit_customers'] },
  { name: 'merging', path: paths.merging, icon: IconCopy, label: 'merging.title', where: 'me', needs: ['join_files'] },
  { name: 'segments', path: paths.segments, icon: IconUsersGroup, label: 'merging.segments.title', where: 'me', needs: ['see_all_customers'] },
  { name: 'lock', path: paths.lock, icon: IconLock, label: 'lock.settings.title', where: 'me' },
  { name: 'review', path: paths.review, icon: IconInbox, label: 'trust.review.title', where: 'me', needs: ['review_late'] },
  { name: 'guard', path: paths.guard, icon: IconShieldCheck, label: 'trust.guard.title', where: 'me', needs: ['manage_staff'] },
  { name: 'audit', path: paths.audit, icon: IconHistory, label: 'audit.title', where: 'me', needs: ['see_audit'] },
  { name: 'erasures', path: paths.erasures, icon: IconFileX, label: 'trust.erasures.title', where: 'me', needs: ['request_erasure', 'decide_erasures'] },
];

/** The places of a person with these abilities. */
export const placesFor = (abilities: readonly Ability[]): Place[] =>
  PLACES.filter(({ needs }) => !needs || needs.some((ability) => abilities.includes(ability)));

/** How many places the phone's bar has beside the plus and "me". */
const BAR = 3;

/** The phone's bar without the plus: today, customers, the person's own place, and "me" at the end. Who lacks one of them gets the next place. */
export function barFor(places: readonly Place[], own: string): Place[] {
  const wanted = ['today', 'customers', own];
  const first = wanted.flatMap((name) => places.filter((place) => place.name === name));
  const others = places.filter((place) => place.where !== 'me' && place.name !== 'me' && !first.includes(place));
  return [...[...first, ...others].slice(0, BAR), ...places.filter((place) => place.name === 'me')];
}

/** Where the app opens; today's list, or whatever comes first, where the core names a place that is not there. */
export const firstOf = (places: readonly Place[], name: string): string =>
  (places.find((place) => place.name === name) ?? places[0])?.path ?? paths.me;
