import { Paper } from '@mantine/core';
import {
  IconBuildingStore, IconCalendarEvent, IconChevronRight, IconFileX, IconHistory, IconInbox, IconLock, IconPencil, IconRefresh, IconShieldCheck, type TablerIcon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { paths } from '../../paths';
import { useSession } from '../../session';
import { usePhone } from '../../shared/usePhone';
import classes from './Me.module.css';

interface Row {
  icon: TablerIcon;
  text: string;
  to: string;
}

/** The way to places that the phone's bar has no room for, and to what only some may do. */
export function Places() {
  const { t } = useTranslation();
  const { can } = useSession();
  const phone = usePhone();
  const rows: Row[] = [];
  if (phone) {
    rows.push(
      { icon: IconCalendarEvent, text: t('common.places.events'), to: paths.events },
      { icon: IconPencil, text: t('me.drafts'), to: paths.drafts },
      { icon: IconRefresh, text: t('common.places.sync'), to: paths.sync },
      { icon: IconBuildingStore, text: t('common.places.store'), to: paths.store },
    );
  }
  rows.push({ icon: IconLock, text: t('lock.settings.title'), to: paths.lock });
  if (can('review_late')) rows.push({ icon: IconInbox, text: t('trust.review.title'), to: paths.review });
  if (can('manage_staff')) rows.push({ icon: IconShieldCheck, text: t('trust.guard.title'), to: paths.guard });
  if (can('see_audit')) rows.push({ icon: IconHistory, text: t('audit.title'), to: paths.audit });
  if (can('request_erasure') || can('decide_erasures')) rows.push({ icon: IconFileX, text: t('trust.erasures.title'), to: paths.erasures });
  return (
    <Paper component="nav" aria-label={t('me.go')}>
      {rows.map(({ icon: Icon, text, to }) => (
        <Link key={to} to={to} className={classes['place'] ?? ''}>
          <Icon size={22} stroke={1.6} aria-hidden />
          <span>{text}</span>
          <IconChevronRight size={18} aria-hidden />
        </Link>
      ))}
    </Paper>
  );
}
