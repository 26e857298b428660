import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { PinPad } from './PinPad';

interface Props {
  busy: boolean;
  /** The core's sentence about the PIN chosen last. */
  error?: string | null;
  onChosen: (pin: string) => void;
}

/** Chooses a PIN by typing it twice. */
export function NewPin({ busy, error, onChosen }: Props) {
  const { t } = useTranslation();
  const [first, setFirst] = useState<string | null>(null);
  const [pin, setPin] = useState('');
  const [differs, setDiffers] = useState(false);
  const type = (typed: string) => {
    setPin(typed);
    setDiffers(false);
  };
  const done = () => {
    if (first === null) {
      setFirst(pin);
    } else if (first === pin) {
      onChosen(pin);
      setFirst(null);
    } else {
      setDiffers(true);
      setFirst(null);
    }
    setPin('');
  };
  const wrong = differs ? t('lock.differs') : first === null && pin === '' ? error : null;
  return <PinPad key={first === null ? 'first' : 'second'} label={t(first === null ? 'lock.new_pin' : 'lock.repeat_pin')} pin={pin} onChange={type} onDone={done} error={wrong ?? null} busy={busy} />;
}
