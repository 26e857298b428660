import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import { Dialog } from '../../shared/Dialog';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFieldError } from '../../shared/useFieldError';

/** Changes the passphrase that the data on this device opens with. */
export function PassphraseDialog({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const [old, setOld] = useState('');
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [differs, setDiffers] = useState(false);
  const change = useTell('change_passphrase', { done: t('lock.passphrase.changed') });
  const errors = useFieldError(change.error);
  const toggle = { 'aria-label': t('lock.passphrase.show') };
  const submit = () => {
    setDiffers(first !== second);
    if (first === second) change.mutate({ old, new: first }, { onSuccess: close });
  };
  return (
    <Dialog title={t('lock.settings.change_passphrase')} close={close}>
      <form noValidate onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <Stack>
          <Text c="dimmed">{t('lock.passphrase.what')}</Text>
          <ErrorNote error={errors.besides('old', 'new')} />
          <PasswordInput size="md" data-autofocus label={t('lock.passphrase.old')} autoComplete="current-password" visibilityToggleButtonProps={toggle} value={old} error={errors.at('old')} onChange={(event) => setOld(event.currentTarget.value)} />
          <PasswordInput size="md" label={t('lock.passphrase.new')} autoComplete="new-password" visibilityToggleButtonProps={toggle} value={first} error={errors.at('new')} onChange={(event) => setFirst(event.currentTarget.value)} />
          <PasswordInput size="md" label={t('lock.passphrase.repeat')} autoComplete="new-password" visibilityToggleButtonProps={toggle} value={second} error={differs && t('lock.passphrase.differs')} onChange={(event) => { setSecond(event.currentTarget.value); setDiffers(false); }} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>{t('common.cancel')}</Button>
            <Button type="submit" disabled={old === '' || first === ''} loading={change.isPending}>{t('common.save')}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
