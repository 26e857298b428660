// Digits in reach of one thumb. A keyboard types into the same field; what is typed is never shown.
import { Loader, TextInput } from '@mantine/core';
import { IconBackspace, IconCheck } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';

import { focusOnce } from '../../shared/focus';
import classes from './Lock.module.css';
import { digitsOf, PIN_LEAST, PIN_MOST } from './pin';

interface Props {
  label: string;
  pin: string;
  onChange: (pin: string) => void;
  onDone: () => void;
  /** What was wrong with the last one. */
  error?: string | null;
  busy?: boolean;
}

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

export function PinPad({ label, pin, onChange, onDone, error, busy = false }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const whole = pin.length >= PIN_LEAST;
  const key = (digit: string) => (
    <button key={digit} type="button" className={classes['key']} disabled={busy} onClick={() => onChange(digitsOf(pin + digit))}>
      {digit}
    </button>
  );
  return (
    <form
      className={classes['pad']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (whole && !busy) onDone();
      }}
    >
      <TextInput
        type="password"
        id={id}
        data-autofocus
        ref={focusOnce}
        label={label}
        variant="unstyled"
        inputMode="none"
        autoComplete="off"
        maxLength={PIN_MOST}
        value={pin}
        error={error}
        withErrorStyles={false}
        classNames={{ label: classes['padLabel'] ?? '', input: classes['dots'] ?? '', error: classes['padError'] ?? '' }}
        onChange={(event) => onChange(digitsOf(event.currentTarget.value))}
      />
      <div className={classes['keys']}>
        {DIGITS.map(key)}
        <button type="button" className={classes['key']} data-quiet disabled={busy || pin === ''} aria-label={t('lock.backspace')} onClick={() => onChange(pin.slice(0, -1))}>
          <IconBackspace aria-hidden />
        </button>
        {key('0')}
        <button type="submit" className={classes['key']} data-go disabled={busy || !whole} aria-label={t('lock.enter')}>
          {busy ? <Loader size="sm" color="currentColor" aria-hidden /> : <IconCheck aria-hidden />}
        </button>
      </div>
    </form>
  );
}
