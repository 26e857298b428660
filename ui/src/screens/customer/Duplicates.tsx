// Other files with one of the same numbers.
import { Text } from '@mantine/core';
import { IconChevronRight, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import type { CustomerRow } from '../../api/types';
import { paths } from '../../paths';
import { GradeBadge } from '../../records/GradeBadge';
import { useCustomerTitle } from '../../records/useCustomerTitle';
import classes from './Customer.module.css';

export function Duplicates({ rows }: { rows: readonly CustomerRow[] }) {
  const { t } = useTranslation();
  const titleOf = useCustomerTitle();
  if (rows.length === 0) return null;
  return (
    <section className={classes['duplicates']} aria-label={t('records.flag.duplicate')}>
      <Text fw={600} size="sm" className={classes['duplicateTitle']}>
        <IconCopy size={18} aria-hidden />
        {t('customer.duplicates.title')}
      </Text>
      {rows.map((row) => {
        const { title, under } = titleOf(row);
        return (
          <Link key={row.file} to={paths.customer(row.file)} className={classes['duplicate']} title={t('customer.duplicates.compare')}>
            {row.grade && <GradeBadge grade={row.grade} />}
            <Text span fw={600} size="sm">{title}</Text>
            <Text span c="dimmed" size="sm" truncate>{[under, row.owner?.name ?? t('domain.pool')].join(' · ')}</Text>
            <IconChevronRight size={18} aria-hidden style={{ marginLeft: 'auto', flex: 'none' }} />
          </Link>
        );
      })}
    </section>
  );
}
