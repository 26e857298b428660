import { Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import { HoldButton } from '../../shared/HoldButton';
import classes from './Handed.module.css';

/** The way back for the colleague: a press that a customer does not make by chance. */
export function Leave() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const leave = useTell('hand_over_screen');
  return (
    <footer className={classes['foot']}>
      <HoldButton label={t('handed.leave_hold')} hint={t('handed.hold_on')} onHeld={() => leave.mutate({ on: false }, { onSuccess: () => void client.invalidateQueries() })} />
      {leave.error && <Text c="red" role="alert">{t(`errors.${leave.error.code}`)}</Text>}
    </footer>
  );
}
