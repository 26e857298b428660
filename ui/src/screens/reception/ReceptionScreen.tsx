// 到店接待: the desk, the register, what has to be looked over, and the figures.
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';

import { paths } from '../../paths';
import { Page } from '../../shared/Page';
import { Check } from './Check';
import { Desk } from './Desk';
import { Footfall } from './Footfall';
import { Rates } from './Rates';
import classes from './Reception.module.css';
import { Register } from './Register';

const TABS = [
  { name: 'desk', path: paths.reception, Tab: Desk },
  { name: 'register', path: paths.receptionRegister, Tab: Register },
  { name: 'check', path: paths.receptionCheck, Tab: Check },
  { name: 'figures', path: paths.receptionFigures, Tab: Footfall },
  { name: 'rates', path: paths.receptionRates, Tab: Rates },
] as const;

/** On a phone the row of tabs is longer than the window. */
const intoSight = (tab: HTMLElement | null) => tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' });

export function ReceptionScreen() {
  const { t } = useTranslation();
  const { tab } = useParams();
  const here = TABS.find((one) => one.name === tab) ?? TABS[0];
  return (
    <Page title={t('reception.title')}>
      <nav className={classes['tabs']} aria-label={t('reception.tabs.name')}>
        {TABS.map(({ name, path }) => (
          <Link key={name} to={path} ref={name === here.name ? intoSight : null} className={classes['tab']} {...(name === here.name ? { 'aria-current': 'page' as const } : {})}>
            <Text span inherit>{t(`reception.tabs.${name}`)}</Text>
          </Link>
        ))}
      </nav>
      <here.Tab />
    </Page>
  );
}
