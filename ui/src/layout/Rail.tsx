import { Badge, Button, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink } from 'react-router';

import { paths } from '../paths';
import { useSession } from '../session';
import { PLACES } from './places';
import classes from './Shell.module.css';
import { SyncPill } from './SyncPill';

/** The desk's places, at the left of every screen. */
export function Rail() {
  const { t } = useTranslation();
  const { store, me, can } = useSession();
  return (
    <nav className={classes['rail']} aria-label={t('common.main_menu')}>
      <Stack gap={2} px="sm" pb="sm">
        <Text fw={600} size="lg" lineClamp={2}>{store.name}</Text>
        <Text size="sm" c="dimmed" truncate>{me.name}</Text>
        {store.practice && <Badge variant="light" color="gray" tt="none" mt={4}>{t('common.practice')}</Badge>}
      </Stack>
      {can('edit_customers') && (
        <Button component={Link} to={paths.capture} leftSection={<IconPlus size={18} />} mb="xs" aria-keyshortcuts="n">
          {t('common.new_lead')}
        </Button>
      )}
      {PLACES.map(({ name, path, icon: Icon, key }) => (
        <NavLink key={name} to={path} className={classes['place'] ?? ''} title={`G ${key.toUpperCase()}`}>
          <Icon size={20} stroke={1.6} aria-hidden />
          {t(`common.places.${name}`)}
        </NavLink>
      ))}
      <Stack mt="auto" pt="md" px={4} align="flex-start">
        <SyncPill />
      </Stack>
    </nav>
  );
}
