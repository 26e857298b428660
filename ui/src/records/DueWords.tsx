// When the next follow-up is due: red and worded once it is late.
import { Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import type { LocalDate } from '../api/types';
import { useSession } from '../session';
import { useFormat } from '../shared/format';
import { daysBetween } from './dates';
import { Pill } from './Pill';

export function DueWords({ on }: { on: LocalDate | null }) {
  const { t } = useTranslation();
  const { today } = useSession();
  const { day } = useFormat();
  if (on === null) {
    return <Text component="span" size="sm" c="dimmed">{t('records.due.none')}</Text>;
  }
  const late = daysBetween(on, today);
  if (late > 0) {
    return <Pill tone="bad" icon={<IconAlertCircle size={14} aria-hidden />}>{t('records.due.overdue', { count: late })}</Pill>;
  }
  return <Text component="span" size="sm" fw={late === 0 ? 600 : 400}>{day(on, today)}</Text>;
}
