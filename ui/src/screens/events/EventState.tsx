import { IconCheck, IconClock, IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import type { EventFile, EventRow } from '../../api/types';
import { useSession } from '../../session';
import { useFormat } from '../../shared/format';
import { eventState } from './eventFields';
import classes from './Events.module.css';

const ICONS = { running: IconPlayerPlay, planned: IconClock, closed: IconCheck, past: IconCheck };

/** Running, planned, closed or over: a word and a sign beside the colour. */
export function EventState({ row }: { row: EventRow }) {
  const { t } = useTranslation();
  const { today } = useSession();
  const state = eventState(row.event, row.running, today);
  const Icon = ICONS[state];
  return (
    <span className={classes['state']} data-state={state}>
      <Icon size={14} aria-hidden />
      {t(`events.${state}`)}
    </span>
  );
}

/** The days of an event in a few words. */
export function useEventDates() {
  const { t } = useTranslation();
  const { today } = useSession();
  const format = useFormat();
  return ({ fields }: EventFile): string => {
    const from = fields['starts_on'];
    const to = fields['ends_on'];
    if (!from) return '';
    if (!to || to === from) return format.date(from, today);
    return t('events.from_to', { from: format.date(from, today), to: format.date(to, today) });
  };
}
