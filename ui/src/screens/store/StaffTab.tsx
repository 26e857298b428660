import { ActionIcon, Badge, Button, Paper, Text } from '@mantine/core';
import { IconDeviceMobilePlus, IconPencil, IconPlus, IconUserX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { AccountState, StaffRow, StorePage } from '../../api/types';
import { useSession } from '../../session';
import { useWords } from '../../shared/words';
import { InviteDialog } from './InviteDialog';
import { LeaverDialog } from './LeaverDialog';
import { StaffDialog } from './StaffDialog';
import classes from './Store.module.css';

const COLOURS: Record<AccountState, string> = { invited: 'gray', pending: 'yellow', active: 'green', revoked: 'gray' };

/** Everyone on the staff with their roles. */
export function StaffTab({ store }: { store: StorePage }) {
  const { t } = useTranslation();
  const word = useWords();
  const session = useSession();
  const manages = session.can('manage_staff');
  // The practice store has no relay that another device could join through.
  const invites = manages && !session.store.practice;
  const [edited, setEdited] = useState<StaffRow | 'new' | null>(null);
  const [leaver, setLeaver] = useState<StaffRow | null>(null);
  const [invited, setInvited] = useState<StaffRow | null>(null);
  return (
    <>
      {manages ? (
        <Button leftSection={<IconPlus size={18} />} mb="sm" onClick={() => setEdited('new')}>{t('store.staff.add')}</Button>
      ) : (
        <Text c="dimmed" size="sm" mb="sm">{t('store.read_only')}</Text>
      )}
      <Paper px="md">
        {store.staff.map((one) => (
          <div key={one.id} className={classes['row']} data-testid="staff">
            <span className={classes['what']}>
              <Text span display="block" fw={500}>
                {one.name} <Badge variant="light" color={COLOURS[one.state]} tt="none" ml={4}>{word('account_states', one.state)}</Badge>
              </Text>
              <Text span display="block" size="sm" c="dimmed">
                {one.roles.map((role) => word('roles', role)).join(t('common.list_gap')) || t('store.staff.no_role')}
                {one.files > 0 && ` · ${t('store.staff.files', { count: one.files })}`}
              </Text>
            </span>
            {invites && one.state !== 'revoked' && (
              <ActionIcon aria-label={t('store.staff.invite_for', { name: one.name })} title={t('store.staff.invite')} onClick={() => setInvited(one)}>
                <IconDeviceMobilePlus size={20} />
              </ActionIcon>
            )}
            {manages && one.state !== 'revoked' && (
              <ActionIcon aria-label={t('store.staff.edit', { name: one.name })} title={t('common.edit')} onClick={() => setEdited(one)}>
                <IconPencil size={20} />
              </ActionIcon>
            )}
            {session.can('revoke_devices') && one.state !== 'revoked' && one.id !== session.me.staff && (
              <ActionIcon aria-label={t('store.leaver.start_whom', { name: one.name })} title={t('store.leaver.start')} onClick={() => setLeaver(one)}>
                <IconUserX size={20} />
              </ActionIcon>
            )}
            {one.book_is_open && session.can('hand_over_books') && (
              <Button variant="default" flex="none" onClick={() => setLeaver(one)}>{t('store.leaver.hand_over')}</Button>
            )}
          </div>
        ))}
      </Paper>
      {edited && <StaffDialog staff={edited === 'new' ? null : edited} close={() => setEdited(null)} />}
      {leaver && <LeaverDialog staff={leaver} store={store} start={leaver.state === 'revoked' ? 'hand_over' : 'tell'} close={() => setLeaver(null)} />}
      {invited && <InviteDialog staff={invited} close={() => setInvited(null)} />}
    </>
  );
}
