import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import { Dialog } from '../../shared/Dialog';
import { NewPin } from './NewPin';
import { PinPad } from './PinPad';

/** Sets a PIN, or changes it by way of the old one. */
export function ChangePin({ hasPin, close }: { hasPin: boolean; close: () => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [old, setOld] = useState<string | null>(null);
  const set = useTell('set_pin', { done: t('lock.settings.pin_set') });
  const error = set.error ? t(`errors.${set.error.code}`) : null;
  const again = () => {
    setOld(null);
    setTyped('');
  };
  return (
    <Dialog title={t(hasPin ? 'lock.settings.change_pin' : 'lock.settings.set_pin')} close={close}>
      {hasPin && old === null ? (
        <PinPad label={t('lock.old_pin')} pin={typed} onChange={setTyped} onDone={() => setOld(typed)} error={typed === '' ? error : null} />
      ) : (
        <NewPin busy={set.isPending} error={error} onChosen={(pin) => set.mutate({ old, new: pin }, { onSuccess: close, onError: again })} />
      )}
    </Dialog>
  );
}

/** Takes the PIN away by giving it once more. */
export function RemovePin({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const [pin, setPin] = useState('');
  const remove = useTell('remove_pin', { done: t('lock.settings.pin_removed') });
  const submit = () => remove.mutate({ pin }, { onSuccess: close, onError: () => setPin('') });
  return (
    <Dialog title={t('lock.settings.remove_pin')} close={close}>
      <PinPad
        label={t('lock.settings.remove_sure')}
        pin={pin}
        onChange={setPin}
        onDone={submit}
        error={remove.error && pin === '' ? t(`errors.${remove.error.code}`) : null}
        busy={remove.isPending}
      />
    </Dialog>
  );
}
