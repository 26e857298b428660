import { useEffect } from 'react';
import { useNavigate, type RouterState } from 'react-router';

import { useAsk } from '../api/hooks';
import { paths } from '../paths';
import { useSession } from '../session';
import { usePhone } from '../shared/usePhone';
import { firstOf } from './places';
import { usePlaces } from './usePlaces';

/** Whether a router that starts at home is leaving it, or has left it and only the screen has not followed yet. */
export const isOnTheWay = ({ navigation, location }: Pick<RouterState, 'navigation' | 'location'>): boolean =>
  navigation.state !== 'idle' || location.pathname !== paths.home;

/**
 * Where the app opens: on a phone in the field the capture form, else where the core says that this person's day begins.
 * Who has already chosen a place while this was found out is not led elsewhere.
 */
export function Home({ isLeaving }: { isLeaving: () => boolean }) {
  const { can, me } = useSession();
  const home = firstOf(usePlaces(), me.first_place);
  const phone = usePhone();
  const navigate = useNavigate();
  const catches = phone && can('edit_customers');
  const { data, error } = useAsk('capture_defaults', {}, { enabled: catches });
  const first = !catches || error ? home : !data ? null : data.events.length > 0 ? paths.capture : home;
  useEffect(() => {
    if (first !== null && !isLeaving()) void navigate(first, { replace: true });
  }, [first, isLeaving, navigate]);
  return null;
}
