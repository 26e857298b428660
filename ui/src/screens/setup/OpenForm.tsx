import { Button, Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import { ROLES, type Role } from '../../api/types';
import { Chips, toggled } from '../../shared/Chips';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFieldError } from '../../shared/useFieldError';
import { useWords } from '../../shared/words';
import { codeText } from './code';
import { FormFrame } from './FormFrame';
import classes from './Setup.module.css';

const OTHER_ROLES = ROLES.filter((role) => role !== 'administrator');

/** Opening a store, with this device as its first administrator's. */
export function OpenForm({ embedded, back }: { embedded: boolean; back: () => void }) {
  const { t } = useTranslation();
  const word = useWords();
  const [store, setStore] = useState('');
  const [staff, setStaff] = useState('');
  const [roles, setRoles] = useState<Role[]>(['sales_manager']);
  const [own, setOwn] = useState(embedded);
  const [relay, setRelay] = useState('');
  const [code, setCode] = useState('');
  const open = useTell('open_store');
  const errors = useFieldError(open.error);
  const submit = () =>
    open.mutate({
      store_name: store.trim(),
      staff_name: staff.trim(),
      roles,
      relay: own ? null : relay.trim(),
      code: own ? null : code,
    });
  return (
    <FormFrame title={t('setup.open.title')} back={back} submit={submit}>
      <ErrorNote error={errors.besides('store_name', 'staff_name', ...(own ? [] : ['relay', 'code']))} />
      <TextInput label={t('setup.open.store')} placeholder={t('setup.open.store_hint')} maxLength={100} value={store} error={errors.at('store_name')} onChange={(event) => setStore(event.currentTarget.value)} />
      <TextInput label={t('setup.open.staff')} autoComplete="name" maxLength={100} value={staff} error={errors.at('staff_name')} onChange={(event) => setStaff(event.currentTarget.value)} />
      <Chips
        label={t('setup.open.roles')}
        choices={OTHER_ROLES.map((value) => ({ value, label: word('roles', value) }))}
        chosen={roles}
        onTap={(role) => setRoles((before) => toggled(before, role))}
      />
      {embedded && (
        <Radio.Group label={t('setup.open.where')} value={own ? 'own' : 'other'} onChange={(value) => setOwn(value === 'own')}>
          <Stack gap="sm" mt={4}>
            <Radio value="own" size="md" label={t('setup.open.embedded')} description={t('setup.open.embedded_text')} />
            <Radio value="other" size="md" label={t('setup.open.other')} description={t('setup.open.other_text')} />
          </Stack>
        </Radio.Group>
      )}
      {!own && (
        <>
          <TextInput label={t('setup.open.relay')} placeholder={t('setup.join.relay_hint')} type="url" inputMode="url" autoComplete="off" autoCapitalize="off" spellCheck={false} value={relay} error={errors.at('relay')} onChange={(event) => setRelay(event.currentTarget.value)} />
          <TextInput label={t('setup.open.code')} autoComplete="off" autoCapitalize="characters" spellCheck={false} classNames={{ input: classes['code'] ?? '' }} value={code} error={errors.at('code')} onChange={(event) => setCode(codeText(event.currentTarget.value))} />
        </>
      )}
      <Button type="submit" size="lg" loading={open.isPending}>{t('setup.open.go')}</Button>
    </FormFrame>
  );
}
