import { Button, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import { useSession } from '../../session';
import { HoldButton } from '../../shared/HoldButton';
import classes from './Handed.module.css';

/** The way back for the colleague: the app locks itself behind the form; without a PIN, a press that nobody makes by chance. */
export function Leave() {
  const { t } = useTranslation();
  const { lock } = useSession();
  const client = useQueryClient();
  const leave = useTell('hand_over_screen');
  const back = () => leave.mutate({ on: false }, { onSuccess: () => void client.invalidateQueries() });
  return (
    <footer className={classes['foot']}>
      {lock.has_pin
        ? <Button variant="subtle" color="gray" loading={leave.isPending} onClick={back}>{t('handed.leave')}</Button>
        : <HoldButton label={t('handed.leave_hold')} hint={t('handed.hold_on')} onHeld={back} />}
      {leave.error && <Text c="red" role="alert">{t(`errors.${leave.error.code}`)}</Text>}
    </footer>
  );
}
