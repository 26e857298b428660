// 推荐过: whom this customer sent to us.
import { Text } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import type { CustomerPage } from '../../api/types';
import { paths } from '../../paths';
import { GradeBadge } from '../../records/GradeBadge';
import { useCustomerTitle } from '../../records/useCustomerTitle';
import classes from './Customer.module.css';

export function Referred({ page }: { page: CustomerPage }) {
  const { t } = useTranslation();
  const titleOf = useCustomerTitle();
  const { referred } = page.about;
  if (referred.length === 0) return null;
  return (
    <section className={classes['card']} aria-label={t('customer.referred.title', { count: referred.length })}>
      <div className={classes['cardHead']}><h2>{t('customer.referred.title', { count: referred.length })}</h2></div>
      {referred.map((row) => {
        const { title, under } = titleOf(row);
        return (
          <Link key={row.file} to={paths.customer(row.file)} className={classes['duplicate'] ?? ''}>
            <Text span fw={600} size="sm">{title}</Text>
            {row.grade && <GradeBadge grade={row.grade} />}
            <Text span c="dimmed" size="sm" truncate flex={1}>{[under, row.owner?.name].filter(Boolean).join(' · ')}</Text>
            <IconChevronRight size={18} aria-hidden />
          </Link>
        );
      })}
    </section>
  );
}
