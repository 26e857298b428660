import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink, useLocation } from 'react-router';

import { paths } from '../paths';
import { PLACES, type Place } from './places';
import classes from './Shell.module.css';

/** Places that the phone reaches through "me". */
const BEHIND_ME = [paths.me, paths.events, paths.sync, paths.store, paths.drafts, paths.review, paths.refused, paths.proposals, paths.erasures, paths.audit, paths.guard];

/** The phone's five: four places and the plus between them. */
export function PhoneBar() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  // The capture form has its own buttons in the thumb zone.
  if (pathname.startsWith(paths.capture)) return null;
  const tab = (place: Place | undefined) => {
    if (!place) return null;
    const { icon: Icon } = place;
    const within = place.name === 'me' && BEHIND_ME.some((path) => pathname.startsWith(path));
    return (
      <NavLink key={place.name} to={place.path} className={classes['tab'] ?? ''} {...(within ? { 'aria-current': 'page' as const } : {})}>
        <Icon size={22} stroke={1.6} aria-hidden />
        {t(`common.places.${place.name}`)}
      </NavLink>
    );
  };
  const of = (name: Place['name']) => tab(PLACES.find((place) => place.name === name));
  return (
    <nav className={classes['bar']} aria-label={t('common.main_menu')}>
      {of('today')}
      {of('customers')}
      <Link to={paths.capture} className={classes['plus'] ?? ''} aria-label={t('common.new_lead')}>
        <IconPlus aria-hidden />
      </Link>
      {of('pipeline')}
      {of('me')}
    </nav>
  );
}
