// Stands over everything while the app is locked. What was typed below stays where it is and shows again afterwards.
import { Button, Text, Title } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useLayoutEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import type { LockState } from '../../api/types';
import classes from './Lock.module.css';
import { PinPad } from './PinPad';
import { Recover } from './Recover';

/** How few tries have to be left before the number is told. */
const TELL_TRIES = 9;

/** The lock over the whole window; nothing below it can be seen, reached or read out. */
export function LockScreen({ lock, store }: { lock: LockState; store: string | null }) {
  const { t } = useTranslation();
  const [recovers, setRecovers] = useState(false);
  // Before the first painting: not for a moment may the lock stand beside what it hides.
  useLayoutEffect(() => {
    document.body.dataset['locked'] = '';
    return () => void delete document.body.dataset['locked'];
  }, []);
  // With the tries used up only the recovery key opens.
  const byKey = recovers || lock.tries_left === 0;
  return createPortal(
    <main id="lock" className={classes['face']} aria-label={t('lock.title')}>
      <div className={classes['inner']}>
        <div className={classes['head']}>
          <span className={classes['sign']}><IconLock size={28} stroke={1.6} aria-hidden /></span>
          <Title order={1}>{store ?? t('common.app')}</Title>
          <Text c="dimmed">{t(lock.tries_left === 0 ? 'lock.used_up' : 'lock.safe')}</Text>
        </div>
        {byKey ? (
          <Recover back={lock.tries_left === 0 ? null : () => setRecovers(false)} />
        ) : (
          <>
            <Unlock lock={lock} />
            <div className={classes['foot']}>
              <Button variant="subtle" onClick={() => setRecovers(true)}>{t('lock.forgot')}</Button>
            </div>
          </>
        )}
      </div>
    </main>,
    document.body,
  );
}

function Unlock({ lock }: { lock: LockState }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [pin, setPin] = useState('');
  const unlock = useTell('unlock');
  const tries = unlock.error && lock.tries_left <= TELL_TRIES ? t('lock.tries', { count: lock.tries_left }) : null;
  const wrong = unlock.error && [t(`errors.${unlock.error.code}`), tries].filter(Boolean).join(' ');
  const submit = () =>
    unlock.mutate({ pin }, {
      onSuccess: () => void client.invalidateQueries(),
      onError: () => {
        setPin('');
        void client.invalidateQueries({ queryKey: ['state'] });
      },
    });
  return <PinPad label={t('lock.enter_pin')} pin={pin} onChange={setPin} onDone={submit} error={pin === '' ? wrong : null} busy={unlock.isPending} />;
}
