// 信息员的日常: what the desk sees to every day, ticked off.
import { Checkbox, Paper, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import type { ReceptionDay } from '../../api/types';
import { useComplain } from '../../records/useComplain';
import { clockText } from '../../shared/storeTime';
import classes from './Reception.module.css';
import { useReceptionWords } from './words';

export function Chores({ day }: { day: ReceptionDay }) {
  const { t } = useTranslation();
  const word = useReceptionWords();
  const complain = useComplain();
  const tick = useTell('tick_chore');
  return (
    <Paper component="section" className={classes['box'] ?? ''} aria-label={t('reception.chores.title')}>
      <Text component="h2" fw={600} size="lg">{t('reception.chores.title')}</Text>
      <Stack gap="xs">
        {day.chores.map(({ chore, by, at }) => (
          <Checkbox
            key={chore}
            size="md"
            checked={by !== null}
            disabled={!day.can_write}
            label={word('chore', chore)}
            description={by && at !== null ? t('reception.chores.done', { name: by.name, when: clockText(at) }) : undefined}
            onChange={(event) => tick.mutate({ day: day.day, chore, done: event.currentTarget.checked }, { onError: complain })}
          />
        ))}
      </Stack>
    </Paper>
  );
}
