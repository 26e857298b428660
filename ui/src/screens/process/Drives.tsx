// 试乘试驾: every test drive of the purchase, the newest first.
import { Button } from '@mantine/core';
import { IconPlus, IconSteeringWheel } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { OpportunityPage } from '../../api/types';
import { EmptyNote } from '../../shared/EmptyNote';
import card from '../customer/Customer.module.css';
import { BookSheet } from './BookSheet';
import { DriveCard } from './DriveCard';

export function Drives({ page }: { page: OpportunityPage }) {
  const { t } = useTranslation();
  const [booking, book] = useState(false);
  const add = page.can_book && (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => book(true)}>{t('process.drive.book')}</Button>
  );
  return (
    <section className={card['card']} aria-label={t('process.drive.title')}>
      <div className={card['cardHead']}>
        <h2>{t('process.drive.title')}</h2>
        {page.test_drives.length > 0 && add}
      </div>
      {page.test_drives.length === 0 && <EmptyNote icon={IconSteeringWheel} text={t('process.drive.none')} action={add} />}
      {page.test_drives.map((view) => <DriveCard key={view.drive.id} page={page} view={view} />)}
      {booking && <BookSheet page={page} view={null} onClose={() => book(false)} />}
    </section>
  );
}
