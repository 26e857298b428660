// Saves the filters on screen under a name, and puts the saved ones in order.
import { ActionIcon, Button, Group, MultiSelect, Stack, Switch, Text, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../api/hooks';
import { ROLES, type Role, type ViewPage, type ViewRow } from '../api/types';
import { Dialog } from '../shared/Dialog';
import { ErrorNote } from '../shared/ErrorNote';
import { useFieldError } from '../shared/useFieldError';
import { useWords } from '../shared/words';

interface Props {
  page: ViewPage;
  query: string;
  rows: readonly ViewRow[];
  canShare: boolean;
  isNew: boolean;
  onClose: () => void;
}

export function ViewSheet({ isNew, ...props }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog title={t(isNew ? 'hands.views.save' : 'hands.views.manage')} close={props.onClose}>
      {isNew ? <NewView {...props} /> : <AllViews rows={props.rows} canShare={props.canShare} />}
    </Dialog>
  );
}

function NewView({ page, query, canShare, onClose }: Omit<Props, 'isNew'>) {
  const { t } = useTranslation();
  const words = useWords();
  const [name, setName] = useState('');
  const [share, setShare] = useState(false);
  const [opens, setOpens] = useState(false);
  const [roles, setRoles] = useState<Role[]>([]);
  const save = useTell('save_view', { done: t('hands.views.saved') });
  const field = useFieldError(save.error);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ id: null, name, page, query, share, roles, opens }, { onSuccess: onClose });
      }}
    >
      <Stack>
        <ErrorNote error={field.besides('name')} />
        <TextInput label={t('hands.views.name')} value={name} error={field.at('name')} data-autofocus onChange={(event) => setName(event.currentTarget.value)} />
        <Switch label={t('hands.views.opens')} checked={opens} onChange={(event) => setOpens(event.currentTarget.checked)} />
        {canShare && <Switch label={t('hands.views.share')} checked={share} onChange={(event) => setShare(event.currentTarget.checked)} />}
        {share && (
          <MultiSelect
            label={t('hands.views.roles')}
            description={t('hands.views.roles_hint')}
            data={ROLES.map((role) => ({ value: role, label: words('roles', role) }))}
            value={roles}
            onChange={(picked) => setRoles(ROLES.filter((role) => picked.includes(role)))}
          />
        )}
        <Text size="sm" c="dimmed">{t(share ? 'hands.views.note_shared' : 'hands.views.note_own')}</Text>
        <Button type="submit" loading={save.isPending}>{t('common.save')}</Button>
      </Stack>
    </form>
  );
}

function AllViews({ rows, canShare }: Pick<Props, 'rows' | 'canShare'>) {
  const { t } = useTranslation();
  const words = useWords();
  const remove = useTell('remove_view', { done: t('hands.views.removed') });
  const about = ({ view, is_shared }: ViewRow) =>
    [
      is_shared ? view.roles.map((role) => words('roles', role)).join(t('common.list_gap')) || t('hands.views.everyone') : t('hands.views.own'),
      view.opens && t('hands.views.opens_short'),
    ].filter(Boolean).join(' · ');
  return (
    <Stack gap="xs">
      <ErrorNote error={remove.error} />
      {rows.map((row) => (
        <Group key={row.view.id} justify="space-between" wrap="nowrap">
          <div>
            <Text>{row.view.name}</Text>
            <Text size="sm" c="dimmed">{about(row)}</Text>
          </div>
          {(canShare || !row.is_shared) && (
            <ActionIcon aria-label={t('hands.views.remove_which', { name: row.view.name })} onClick={() => remove.mutate({ id: row.view.id })}>
              <IconTrash size={18} />
            </ActionIcon>
          )}
        </Group>
      ))}
      {rows.length === 0 && <Text c="dimmed">{t('hands.views.none')}</Text>}
    </Stack>
  );
}
