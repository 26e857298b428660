// The way out of an empty list of customers or purchases: the first lead.
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { paths } from '../paths';
import { useSession } from '../session';

export function FirstLead() {
  const { t } = useTranslation();
  const { can } = useSession();
  if (!can('edit_customers')) return null;
  return <Button component={Link} to={paths.capture} leftSection={<IconPlus size={18} aria-hidden />}>{t('common.new_lead')}</Button>;
}
