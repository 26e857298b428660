// 致谢: who sent a customer that bought is thanked, and that it happened is written down.
import { Button, Text } from '@mantine/core';
import { IconGift } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import type { CustomerPage } from '../../api/types';
import { useEdit } from '../../records/useEdit';
import classes from './Customer.module.css';

export function Thanks({ page }: { page: CustomerPage }) {
  const { t } = useTranslation();
  const { tap } = useEdit(page.customer.id);
  if (page.about.thanks !== 'due') return null;
  return (
    <div className={classes['next']} role="status">
      <div className={classes['nextWords']}>
        <IconGift size={18} aria-hidden />
        <Text span size="sm">{t('customer.thanks.due')}</Text>
      </div>
      {page.can_edit && (
        <div className={classes['nextActs']}>
          <Button size="sm" variant="light" onClick={() => tap({ edit: 'field', field: 'thanks_state', value: 'given' })}>{t('customer.thanks.given')}</Button>
        </div>
      )}
    </div>
  );
}
