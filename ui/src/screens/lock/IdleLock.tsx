import { useEffect } from 'react';

import { useTell } from '../../api/hooks';
import type { LockState } from '../../api/types';
import { watchIdle } from './idle';

/** Locks the app when nobody touches it, where a PIN is set. Shows nothing. */
export function IdleLock({ lock }: { lock: LockState }) {
  const { mutate: leave } = useTell('lock');
  const { mutate: touch } = useTell('touch');
  const watches = lock.has_pin && !lock.locked;
  useEffect(
    () => (watches ? watchIdle(lock.idle_after_s * 1000, { idle: () => leave({}), there: () => touch({}) }) : undefined),
    [watches, lock.idle_after_s, leave, touch],
  );
  return null;
}
