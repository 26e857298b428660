// What the pill says. Pure: it never says "synced" while a change waits for the relay.
import type { SyncStatus } from '../api/types';

export type Tone = 'good' | 'warn' | 'bad' | 'clash' | 'busy' | 'quiet';

type PillKey =
  | 'synced' | 'waiting' | 'syncing' | 'syncing_unknown' | 'connecting' | 'offline' | 'offline_waiting' | 'needs_you' | 'refused' | 'none'
  | 'healing' | 'healing_unknown' | 'other_relay' | 'relay_waits';

export interface PillState {
  tone: Tone;
  key: PillKey;
  count: number;
}

/** Whether the pill tells how far it is. */
export const hasProgress = (key: PillKey): key is 'syncing' | 'healing' => key === 'syncing' || key === 'healing';

/** The pill for a status. What a person must do comes before what the machine does by itself. */
export function pillState(status: SyncStatus): PillState {
  const { link, waiting, total, needs_you } = status;
  if (link === 'refused') return { tone: 'bad', key: 'refused', count: 0 };
  const trouble = status.error;
  // Somebody else answers in the relay's place: nothing is sent, and a person should know at once.
  if (trouble === 'relay_identity_changed') return { tone: 'bad', key: 'other_relay', count: 0 };
  if (needs_you > 0) return { tone: 'clash', key: 'needs_you', count: needs_you };
  if (trouble === 'relay_waits' && link !== 'none' && link !== 'synced') return { tone: 'warn', key: 'relay_waits', count: 0 };
  switch (link) {
    case 'none':
      return { tone: 'quiet', key: 'none', count: 0 };
    case 'offline':
      return waiting > 0 ? { tone: 'warn', key: 'offline_waiting', count: waiting } : { tone: 'quiet', key: 'offline', count: 0 };
    case 'connecting':
      return waiting > 0 ? { tone: 'warn', key: 'waiting', count: waiting } : { tone: 'busy', key: 'connecting', count: 0 };
    case 'syncing':
      return { tone: 'busy', key: total > 0 ? 'syncing' : 'syncing_unknown', count: 0 };
    case 'healing':
      return { tone: 'busy', key: total > 0 ? 'healing' : 'healing_unknown', count: 0 };
    case 'synced':
      return waiting > 0 ? { tone: 'warn', key: 'waiting', count: waiting } : { tone: 'good', key: 'synced', count: 0 };
  }
}
