import { ActionIcon, Button, Group, Stack, Text } from '@mantine/core';
import { IconDeviceMobileShare } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import { useSession } from '../../session';
import { Dialog } from '../../shared/Dialog';
import { ErrorNote } from '../../shared/ErrorNote';
import { usePhone } from '../../shared/usePhone';

/** Turns the phone into a form for the customer's own hands, after saying how it comes back. */
export function HandOver() {
  const { t } = useTranslation();
  const { lock } = useSession();
  const phone = usePhone();
  const [asks, setAsks] = useState(false);
  const hand = useTell('hand_over_screen');
  return (
    <>
      {phone ? (
        <ActionIcon variant="default" aria-label={t('handed.start')} title={t('handed.start')} onClick={() => setAsks(true)}>
          <IconDeviceMobileShare size={20} aria-hidden />
        </ActionIcon>
      ) : (
        <Button variant="default" leftSection={<IconDeviceMobileShare size={18} aria-hidden />} onClick={() => setAsks(true)}>{t('handed.start')}</Button>
      )}
      {asks && (
        <Dialog title={t('handed.start')} close={() => setAsks(false)}>
          <Stack>
            <Text>{t('handed.start_what')}</Text>
            <Text c="dimmed">{t(lock.has_pin ? 'handed.start_pin' : 'handed.start_hold')}</Text>
            <ErrorNote error={hand.error} />
            <Group justify="flex-end">
              <Button variant="default" onClick={() => setAsks(false)}>{t('common.cancel')}</Button>
              <Button data-autofocus loading={hand.isPending} onClick={() => hand.mutate({ on: true })}>{t('handed.start_go')}</Button>
            </Group>
          </Stack>
        </Dialog>
      )}
    </>
  );
}
