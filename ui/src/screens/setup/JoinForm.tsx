import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFieldError } from '../../shared/useFieldError';
import { codeText, deviceKind, isInvitation } from './code';
import { FormFrame } from './FormFrame';
import classes from './Setup.module.css';

/** Joining by the address and the ten characters that an administrator's device shows. */
export function JoinForm({ back }: { back: () => void }) {
  const { t } = useTranslation();
  const [relay, setRelay] = useState('');
  const [code, setCode] = useState('');
  const [device, setDevice] = useState(() => t(`setup.device_names.${deviceKind(navigator.userAgent)}`));
  const join = useTell('join_store');
  const errors = useFieldError(join.error);
  // What the QR code says holds the address, the relay's pin and the code.
  const scanned = isInvitation(relay);
  return (
    <FormFrame title={t('setup.join.title')} back={back} submit={() => join.mutate({ relay: relay.trim(), code, device_name: device.trim() })}>
      <ErrorNote error={errors.besides('relay', 'code', 'device_name')} />
      <TextInput
        label={t('setup.join.relay')}
        description={t(scanned ? 'setup.join.scanned' : 'setup.join.relay_or_link')}
        placeholder={t('setup.join.relay_hint')}
        type="text"
        inputMode="url"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        value={relay}
        error={errors.at('relay')}
        onChange={(event) => setRelay(event.currentTarget.value)}
      />
      {!scanned && <TextInput
        label={t('setup.join.code')}
        description={t('setup.join.code_hint')}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        classNames={{ input: classes['code'] ?? '' }}
        value={code}
        error={errors.at('code')}
        onChange={(event) => setCode(codeText(event.currentTarget.value))}
      />}
      <TextInput
        label={t('setup.join.device')}
        description={t('setup.join.device_hint')}
        maxLength={60}
        value={device}
        error={errors.at('device_name')}
        onChange={(event) => setDevice(event.currentTarget.value)}
      />
      <Button type="submit" size="lg" loading={join.isPending}>{t('setup.join.go')}</Button>
    </FormFrame>
  );
}
