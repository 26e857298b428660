// The frame around every screen: a rail on the desk, a bar on the phone, the sync pill in both.
import { ActionIcon, Badge, Box, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, useLocation, useNavigate } from 'react-router';

import { paths } from '../paths';
import { put } from '../records/filter';
import { useSession } from '../session';
import { useGlobalKeys } from '../shared/keys';
import { Loading } from '../shared/Loading';
import { usePhone } from '../shared/usePhone';
import { useUndo } from '../undo/announce';
import { Crashed } from './Crashed';
import { KeyHelp } from './KeyHelp';
import { LeaseNote } from './LeaseNote';
import { Palette } from './Palette';
import { PhoneBar } from './PhoneBar';
import { Rail } from './Rail';
import classes from './Shell.module.css';
import { SyncPill } from './SyncPill';
import { usePlaces } from './usePlaces';
import { useReminders } from './useReminders';

export function Shell() {
  const { t } = useTranslation();
  const { store, can } = useSession();
  const places = usePlaces();
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const phone = usePhone();
  const undo = useUndo();
  useReminders();
  const [help, { open, close }] = useDisclosure(false);
  const [palette, { open: openPalette, close: closePalette }] = useDisclosure(false);
  const door = places.find(({ name }) => name === 'reception');

  useGlobalKeys({
    press: {
      ...(can('edit_customers') ? { n: () => void navigate(paths.capture) } : {}),
      ...(door ? { v: () => void navigate(door.path) } : {}),
      // Searching on from a filtered list keeps its filters.
      '/': () => {
        const kept = new URLSearchParams(pathname === paths.customers ? search : '');
        void navigate({ pathname: paths.customers, search: put(kept, 'focus', 'search').toString() });
      },
      '?': open,
    },
    go: Object.fromEntries(places.flatMap(({ key, path }) => (key === undefined ? [] : [[key, () => void navigate(path)]]))),
    undo: () => void undo(),
    palette: () => (phone ? void navigate(paths.search) : openPalette()),
  });

  return (
    <div className={classes['frame']}>
      <a className={classes['skip']} href="#main" onClick={(event) => { event.preventDefault(); document.getElementById('main')?.focus(); }}>
        {t('common.skip')}
      </a>
      {!phone && <Rail />}
      <div className={classes['column']}>
        {phone && (
          <Group component="section" aria-label={store.name} className={classes['top'] ?? ''} justify="space-between" wrap="nowrap">
            <Group gap="xs" wrap="nowrap" miw={0}>
              <Text fw={600} truncate>{store.name}</Text>
              {store.practice && <Badge variant="light" color="gray" tt="none" flex="none" title={t('common.practice')}>{t('common.practice_brief')}</Badge>}
            </Group>
            <Group gap={4} wrap="nowrap">
              <SyncPill />
              <ActionIcon component={Link} to={paths.search} aria-label={t('hands.palette.title')}><IconSearch size={20} /></ActionIcon>
            </Group>
          </Group>
        )}
        <LeaseNote />
        <Box component="main" id="main" tabIndex={-1} className={classes['main'] ?? ''}>
          <Crashed key={pathname}>
            <Suspense fallback={<Loading />}>
              <Outlet />
            </Suspense>
          </Crashed>
        </Box>
        {phone && <PhoneBar />}
      </div>
      <KeyHelp opened={help} close={close} />
      {palette && <Palette opened close={closePalette} help={open} />}
    </div>
  );
}
