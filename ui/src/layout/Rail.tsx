import { Badge, Button, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink } from 'react-router';

import { paths } from '../paths';
import { useSession } from '../session';
import type { Place } from './places';
import classes from './Shell.module.css';
import { SyncPill } from './SyncPill';
import { usePlaces } from './usePlaces';

/** The desk's places, at the left of every screen: the day's work above, the house below. */
export function Rail() {
  const { t } = useTranslation();
  const { store, me, can } = useSession();
  const places = usePlaces();
  const link = ({ name, path, icon: Icon, key, label }: Place) => (
    <NavLink key={name} to={path} className={classes['place'] ?? ''} {...(key === undefined ? {} : { title: `G ${key.toUpperCase()}` })}>
      <Icon size={20} stroke={1.6} aria-hidden />
      {t(label)}
    </NavLink>
  );
  return (
    <nav className={classes['rail']} aria-label={t('common.main_menu')}>
      <Stack gap={2} px="sm" pb="sm">
        <Text fw={600} size="lg" lineClamp={2}>{store.name}</Text>
        <Text size="sm" c="dimmed" truncate>{me.name}</Text>
        {store.practice && <Badge variant="light" color="gray" tt="none" mt={4}>{t('common.practice')}</Badge>}
      </Stack>
      {can('edit_customers') && (
        <Button component={Link} to={paths.capture} leftSection={<IconPlus size={18} />} mb="xs" flex="none" aria-keyshortcuts="n">
          {t('common.new_lead')}
        </Button>
      )}
      {places.filter(({ where, name }) => where === 'work' || (where === 'me' && name === me.own_place)).map(link)}
      <div className={classes['house']}>{places.filter(({ where }) => where === 'house').map(link)}</div>
      <Stack mt="auto" pt="md" px={4} align="flex-start">
        <SyncPill />
      </Stack>
    </nav>
  );
}
