import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import { ROLES, type Role, type StaffRow } from '../../api/types';
import { Chips, toggled } from '../../shared/Chips';
import { Dialog } from '../../shared/Dialog';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFieldError } from '../../shared/useFieldError';
import { useWords } from '../../shared/words';

/** Adds a person, or changes their name and roles. */
export function StaffDialog({ staff, close }: { staff: StaffRow | null; close: () => void }) {
  const { t } = useTranslation();
  const word = useWords();
  const [name, setName] = useState(staff?.name ?? '');
  const [roles, setRoles] = useState<Role[]>(staff?.roles ?? ['consultant']);
  const add = useTell('add_staff', { done: (_, request) => t('store.staff.added', { name: request.name }) });
  const edit = useTell('edit_staff', { done: t('store.staff.saved') });
  const errors = useFieldError(add.error ?? edit.error);
  const submit = () => {
    const trimmed = name.trim();
    if (!staff) {
      add.mutate({ name: trimmed, roles }, { onSuccess: close });
      return;
    }
    const same = roles.length === staff.roles.length && roles.every((role) => staff.roles.includes(role));
    if (same && trimmed === staff.name) close();
    else edit.mutate({ staff: staff.id, name: trimmed === staff.name ? null : trimmed, roles: same ? null : roles }, { onSuccess: close });
  };
  return (
    <Dialog title={staff ? t('store.staff.edit', { name: staff.name }) : t('store.staff.add')} close={close}>
      <form noValidate onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <Stack>
          <ErrorNote error={errors.besides('name', 'roles')} />
          <TextInput data-autofocus label={t('store.staff.name')} autoComplete="off" maxLength={100} value={name} error={errors.at('name')} onChange={(event) => setName(event.currentTarget.value)} />
          <Chips
            label={t('store.staff.roles')}
            choices={ROLES.map((value) => ({ value, label: word('roles', value) }))}
            chosen={roles}
            onTap={(role) => setRoles((before) => toggled(before, role))}
            after={errors.at('roles')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>{t('common.cancel')}</Button>
            <Button type="submit" loading={add.isPending || edit.isPending}>{t('common.save')}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
