import { Paper, Progress, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { useAsk } from '../../api/hooks';

const AGAIN_MS = 1_000;

interface Props {
  done: number;
  all: number;
}

/** After an update the lists of this device are made anew: how far that is. The app goes on by itself. */
export function Preparing({ done, all }: Props) {
  const { t } = useTranslation();
  // The core tells when it is ready; how far it is, is asked.
  useAsk('state', {}, { everyMs: AGAIN_MS });
  const far = t('setup.preparing.far', { done, all });
  return (
    <Paper p="md" component="section" aria-labelledby="preparing">
      <Stack gap="sm">
        <Title order={1} id="preparing">{t('setup.preparing.title')}</Title>
        <Text>{t('setup.preparing.text')}</Text>
        <Progress value={all > 0 ? (done / all) * 100 : 0} size="lg" aria-label={far} />
        <Text size="sm" c="dimmed" role="status">{far}</Text>
      </Stack>
    </Paper>
  );
}
