import { Button, Text } from '@mantine/core';
import { IconClockPause } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';

import { paths } from '../paths';
import { useSession } from '../session';
import classes from './Shell.module.css';

/** Too long without the relay: files are hidden until it is reached, catching leads goes on. */
export function LeaseNote() {
  const { t } = useTranslation();
  const { can, lease_over } = useSession();
  const { pathname } = useLocation();
  if (!lease_over) return null;
  return (
    <section className={classes['lease']} role="status" aria-label={t('common.lease.title')} data-testid="lease">
      <IconClockPause size={20} aria-hidden />
      <div>
        <Text fw={600} c="inherit">{t('common.lease.title')}</Text>
        <Text size="sm" c="inherit">{t('common.lease.text')}</Text>
      </div>
      {can('edit_customers') && !pathname.startsWith(paths.capture) && (
        <Button component={Link} to={paths.capture} variant="default" flex="none">{t('common.new_lead')}</Button>
      )}
    </section>
  );
}
