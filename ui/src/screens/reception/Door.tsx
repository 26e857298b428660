// One box for a phone, a plate or a name; who it may be; and the form of the arrival.
import { Button, Paper, Text, TextInput } from '@mantine/core';
import { IconUserQuestion } from '@tabler/icons-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';

import { useAsk, useTell } from '../../api/hooks';
import type { KnownVisitor, ReceptionDay } from '../../api/types';
import { useComplain } from '../../records/useComplain';
import { ErrorNote } from '../../shared/ErrorNote';
import { usePhone } from '../../shared/usePhone';
import { EMPTY, placed, requestOf, type Arriving } from './arrival';
import { ArrivalForm } from './ArrivalForm';
import { Hit } from './Hit';
import classes from './Reception.module.css';
import { useLineSaid } from './useLineSaid';

export function Door({ day }: { day: ReceptionDay }) {
  const { t } = useTranslation();
  const phone = usePhone();
  const said = useLineSaid();
  const complain = useComplain();
  const box = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [arriving, setArriving] = useState<Arriving | null>(null);
  // On a phone the keyboard would hide the day's log before anybody asked for it.
  const isAsking = arriving === null && !phone;
  useEffect(() => { if (isAsking) box.current?.focus(); }, [isAsking]);
  const found = useAsk('identify_visitor', { typed }, { keep: true, enabled: typed.trim() !== '' });
  const anonymous = useTell('log_arrival', { done: said(t('reception.form.saved')) });

  const answer = typed.trim() === '' ? null : (found.data ?? null);
  const next = answer?.proposals ?? [];
  const start = (known: KnownVisitor | null) => setArriving({
    ...EMPTY,
    ...(known ? { customer: known.customer, visits: null } : placed(typed, answer?.kind ?? 'nothing')),
    consultant: ((known?.proposals ?? next).find((one) => !one.is_busy || one.chosen_by !== 'rota') ?? null)?.staff.id ?? (known ? null : (day.next?.id ?? null)),
  });
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    start(answer?.known.find((one) => one.is_certain) ?? null);
  };
  const done = () => {
    setArriving(null);
    setTyped('');
  };
  const nameless = (cameBy: Arriving['cameBy']) => anonymous.mutate(
    requestOf({ ...EMPTY, cameBy }, day.day, crypto.randomUUID()),
    { onError: complain, onSuccess: () => box.current?.focus() },
  );

  return (
    <Paper className={classes['box'] ?? ''} component="section" aria-label={t('reception.form.title')}>
      {arriving ? (
        <ArrivalForm key={arriving.customer?.file ?? 'new'} day={day} start={arriving} onDone={done} onCancel={() => setArriving(null)} />
      ) : (
        <>
          <TextInput
            ref={box}
            label={t('reception.box.label')}
            description={t('reception.box.hint')}
            size="lg"
            autoComplete="off"
            enterKeyHint="next"
            maxLength={40}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={onKey}
          />
          <ErrorNote error={found.error} />
          {answer && (
            <div aria-live="polite">
              {answer.kind === 'name' && answer.known.length > 0 && <Text size="sm" c="dimmed" mb={8}>{t('reception.box.name_hint')}</Text>}
              {answer.known.length === 0 && <Text size="sm" c="dimmed">{t(answer.perhaps ? 'reception.box.perhaps' : 'reception.box.none')}</Text>}
              <ul className={classes['found']}>
                {answer.known.map((known) => <Hit key={known.customer.file} known={known} onPick={() => start(known)} />)}
              </ul>
            </div>
          )}
          <div className={classes['acts']}>
            <Button onClick={() => start(null)}>{t('reception.box.new')}</Button>
            <Button variant="default" leftSection={<IconUserQuestion size={18} aria-hidden />} loading={anonymous.isPending} onClick={() => nameless('walk_in')}>
              {t('reception.box.anonymous')}
            </Button>
            <Button variant="subtle" disabled={anonymous.isPending} onClick={() => nameless('phone')}>{t('reception.box.anonymous_call')}</Button>
          </div>
        </>
      )}
    </Paper>
  );
}
