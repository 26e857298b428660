import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink, useLocation } from 'react-router';

import { paths } from '../paths';
import { useSession } from '../session';
import { barFor, type Place } from './places';
import classes from './Shell.module.css';
import { usePlaces } from './usePlaces';

/** The phone's five: places, the plus between them, and "me", behind which all other places are found. */
export function PhoneBar() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const { me, can } = useSession();
  const places = usePlaces();
  // The capture form has its own buttons in the thumb zone.
  if (pathname.startsWith(paths.capture)) return null;
  const bar = barFor(places, me.own_place);
  const isElsewhere = !bar.some(({ path }) => pathname.startsWith(path));
  const tab = ({ name, path, icon: Icon, label }: Place) => (
    <NavLink key={name} to={path} className={classes['tab'] ?? ''} {...(name === 'me' && isElsewhere ? { 'aria-current': 'page' as const } : {})}>
      <Icon size={22} stroke={1.6} aria-hidden />
      <span>{t(label)}</span>
    </NavLink>
  );
  return (
    <nav className={classes['bar']} aria-label={t('common.main_menu')}>
      {bar.slice(0, 2).map(tab)}
      {can('edit_customers') && (
        <Link to={paths.capture} className={classes['plus'] ?? ''} aria-label={t('common.new_lead')}>
          <IconPlus aria-hidden />
        </Link>
      )}
      {bar.slice(2).map(tab)}
    </nav>
  );
}
