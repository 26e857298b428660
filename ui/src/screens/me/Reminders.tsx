// Desktop reminders: turned on here, by the host's own question.
import { Button, Paper, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { askForNotices, noticesAre } from '../../api/notices';

export function Reminders() {
  const { t } = useTranslation();
  const [are, setAre] = useState(noticesAre);
  if (are === 'none') return null;
  const ask = () => void askForNotices().then(setAre);
  return (
    <Paper p="md">
      <Title order={2} mb="xs">{t('follow.remind.title')}</Title>
      <Text c="dimmed" size="sm" mb="sm">{t('follow.remind.text')}</Text>
      {are === 'off' && <Button variant="default" onClick={ask}>{t('follow.remind.turn_on')}</Button>}
      {are !== 'off' && <Text size="sm">{t(are === 'on' ? 'follow.remind.on' : 'follow.remind.blocked')}</Text>}
    </Paper>
  );
}
