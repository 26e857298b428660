import { Paper } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { barFor } from '../../layout/places';
import { usePlaces } from '../../layout/usePlaces';
import { useSession } from '../../session';
import { usePhone } from '../../shared/usePhone';
import classes from './Me.module.css';

/** The way to places that neither the phone's bar nor the rail has room for. */
export function Places() {
  const { t } = useTranslation();
  const { me } = useSession();
  const phone = usePhone();
  const places = usePlaces();
  const bar = barFor(places, me.own_place);
  const rest = places.filter((place) => (phone ? !bar.includes(place) : place.where === 'me'));
  return (
    <Paper component="nav" aria-label={t('me.go')}>
      {rest.map(({ name, path, icon: Icon, label }) => (
        <Link key={name} to={path} className={classes['place'] ?? ''}>
          <Icon size={22} stroke={1.6} aria-hidden />
          <span>{t(label)}</span>
          <IconChevronRight size={18} aria-hidden />
        </Link>
      ))}
    </Paper>
  );
}
