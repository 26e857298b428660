import { IconAlertCircle, IconCheck, IconCloudOff, IconDeviceFloppy, IconHourglass, IconLock, IconRefresh, IconRestore, IconShieldX, IconUpload, type TablerIcon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { useAsk } from '../api/hooks';
import { paths } from '../paths';
import classes from './Shell.module.css';
import { hasProgress, pillState, type PillState } from './syncText';

const ICONS: Record<PillState['key'], TablerIcon> = {
  synced: IconCheck, waiting: IconUpload, syncing: IconRefresh, syncing_unknown: IconRefresh, connecting: IconRefresh,
  offline: IconCloudOff, offline_waiting: IconCloudOff, needs_you: IconAlertCircle, refused: IconLock, none: IconDeviceFloppy,
  healing: IconRestore, healing_unknown: IconRestore, other_relay: IconShieldX, relay_waits: IconHourglass,
};

/** How this device stands with the relay, on every screen. */
export function SyncPill() {
  const { t } = useTranslation();
  const { data: status } = useAsk('sync_status', {});
  if (!status) return null;
  const { tone, key, count } = pillState(status);
  const text = hasProgress(key) ? t(`sync.pill.${key}`, { done: status.done, total: status.total }) : t(`sync.pill.${key}`, { count });
  const Icon = ICONS[key];
  return (
    <Link to={paths.sync} className={classes['pill'] ?? ''} data-tone={tone} data-testid="sync-pill" aria-label={t('sync.pill.label', { text })}>
      <Icon size={16} aria-hidden />
      <span role="status">{text}</span>
    </Link>
  );
}
