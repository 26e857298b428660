import { Text } from '@mantine/core';
import { IconDevices, IconFileX, IconHistory, IconShieldX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import classes from './Trust.module.css';

/** What an erasure does, before it is asked for and before it is approved. */
export function WhatIsDestroyed({ others }: { others: number }) {
  const { t } = useTranslation();
  const lines = [
    { icon: IconFileX, text: t('trust.erasure.file') },
    ...(others > 0 ? [{ icon: IconFileX, text: t('trust.erasure.others', { count: others }) }] : []),
    { icon: IconDevices, text: t('trust.erasure.devices') },
    { icon: IconShieldX, text: t('trust.erasure.forever') },
    { icon: IconHistory, text: t('trust.erasure.kept') },
  ];
  return (
    <ul className={classes['steps']}>
      {lines.map(({ icon: Icon, text }) => (
        <li key={text} className={classes['step']}><Icon size={20} stroke={1.6} aria-hidden /><Text span>{text}</Text></li>
      ))}
    </ul>
  );
}
