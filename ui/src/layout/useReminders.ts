// Desktop reminders: asked of the core again whenever something changes and at every start, shown when their time comes. What
// they say holds no number and no whole name.
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import { useNavigate } from 'react-router';

import { useAsk } from '../api/hooks';
import { noticesAre, show } from '../api/notices';
import { isTold, tellOnce } from './told';
import type { Reminder } from '../api/types';
import { paths } from '../paths';

const ASK_MS = 15 * 60_000;
/** A timer of the browser cannot wait longer. */
const LONGEST_MS = 2 ** 31 - 1;

/** The sentence of a reminder. */
export function reminderText(t: TFunction, { reminds }: Reminder): string {
  switch (reminds.of) {
    case 'summary':
      return t('follow.remind.summary', { due: reminds.due, overdue: reminds.overdue }) + (reminds.losses > 0 ? t('follow.remind.losses', { losses: reminds.losses }) : '');
    case 'still_due':
      return t('follow.remind.still_due', { due: reminds.due, names: reminds.names.filter(Boolean).join(t('common.comma')) });
    case 'first_contact':
      return t('follow.remind.first_contact', { name: reminds.name });
  }
}

export function useReminders(): void {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const reminders = useAsk('reminders', {}, { everyMs: ASK_MS, enabled: noticesAre() === 'on' });
  const all = reminders.data;
  useEffect(() => {
    if (!all || noticesAre() !== 'on') return;
    const timers = all
      .filter((one) => one.at - Date.now() < LONGEST_MS && !isTold(one.key))
      .map((one) =>
        setTimeout(() => {
          if (!tellOnce(one.key)) return;
          show({
            key: one.key,
            title: t('common.app'),
            body: reminderText(t, one),
            opened: () => void navigate(one.file === null ? paths.today : paths.customer(one.file)),
          });
        }, Math.max(0, one.at - Date.now())),
      );
    return () => timers.forEach(clearTimeout);
  }, [all, navigate, t]);
}
