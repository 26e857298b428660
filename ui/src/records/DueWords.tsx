// When the next follow-up is due: red and worded once it is late.
import { Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import type { LocalDate } from '../api/types';
import { useSession } from '../session';
import { useFormat } from '../shared/format';
import { Pill } from './Pill';

interface Props {
  on: LocalDate | null;
  /** Workdays by which it is late, where the core told. */
  lateDays?: number;
}

export function DueWords({ on, lateDays }: Props) {
  const { t } = useTranslation();
  const { today, overdue_before: overdueBefore } = useSession();
  const { day } = useFormat();
  if (on === null) {
    return <Text component="span" size="sm" c="dimmed">{t('records.due.none')}</Text>;
  }
  if (on < overdueBefore) {
    const said = lateDays === undefined ? `${t('records.due.late')} · ${day(on, today)}` : t('records.due.overdue', { count: lateDays });
    return <Pill tone="bad" icon={<IconAlertCircle size={14} aria-hidden />}>{said}</Pill>;
  }
  return <Text component="span" size="sm" fw={on <= today ? 600 : 400}>{day(on, today)}</Text>;
}
