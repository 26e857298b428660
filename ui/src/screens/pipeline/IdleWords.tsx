// How long nobody has been in contact; coloured and worded once the store's interval for the grade has passed.
import { Text } from '@mantine/core';
import { IconClockExclamation, IconHourglass } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import { useAsk } from '../../api/hooks';
import type { PipelineCard } from '../../api/types';
import { Pill } from '../../records/Pill';
import { isAside } from '../../records/StageBadge';
import { stalenessOf } from './stale';

export function IdleWords({ card }: { card: PipelineCard }) {
  const { t } = useTranslation();
  const store = useAsk('store', {});
  const words = card.idle_days <= 0 ? t('records.idle.today') : t('records.idle.days', { count: card.idle_days });
  const { grade, stage } = card.customer;
  const stale = stage !== null && isAside(stage) ? 'fresh' : stalenessOf({ idle_days: card.idle_days, grade }, store.data?.grades ?? []);
  if (stale === 'late') return <Pill tone="bad" icon={<IconClockExclamation size={14} aria-hidden />}>{words}</Pill>;
  if (stale === 'due') return <Pill tone="warn" icon={<IconHourglass size={14} aria-hidden />}>{words}</Pill>;
  return <Text span size="xs" c="dimmed">{words}</Text>;
}
