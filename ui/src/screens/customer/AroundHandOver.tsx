// What others wrote who had the file until it was handed over: it came late and counts, and whoever has the file now reads it.
import { Text } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import type { CustomerPage } from '../../api/types';
import { FieldRows } from '../trust/FieldRows';
import classes from './Customer.module.css';

export function AroundHandOver({ page }: { page: CustomerPage }) {
  const { t } = useTranslation();
  if (page.around_hand_over.length === 0) return null;
  return (
    <section className={classes['around']} aria-label={t('trust.around.title')} data-testid="around-hand-over">
      <Text fw={600} size="sm" className={classes['joinedTitle']}>
        <IconArrowsExchange size={18} aria-hidden />
        {t('trust.around.title')}
      </Text>
      {page.around_hand_over.map(({ author, rows }, at) => (
        <div key={`${author.id}-${at}`}>
          <Text size="sm" c="dimmed">{t('trust.around.by', { name: author.name })}</Text>
          <FieldRows rows={rows} />
        </div>
      ))}
    </section>
  );
}
