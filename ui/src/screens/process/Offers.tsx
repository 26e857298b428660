// 提案与报价: the newest version whole, earlier ones below it.
import { Button } from '@mantine/core';
import { IconFileDollar, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import type { OpportunityPage } from '../../api/types';
import { useComplain } from '../../records/useComplain';
import { useSaid } from '../../records/useSaid';
import { EmptyNote } from '../../shared/EmptyNote';
import card from '../customer/Customer.module.css';
import { OfferCard } from './OfferCard';

export function Offers({ page }: { page: OpportunityPage }) {
  const { t } = useTranslation();
  const said = useSaid();
  const complain = useComplain();
  const make = useTell('add_quotation', { done: said(t('process.offer.made')) });
  const add = page.can_edit && (
    <Button
      leftSection={<IconPlus size={18} aria-hidden />}
      loading={make.isPending}
      onClick={() => make.mutate({ file: page.customer.file, opportunity: page.opportunity.id, copy_of: null }, { onError: complain })}
    >
      {t('process.offer.add')}
    </Button>
  );
  const shown = page.quotations.filter((view) => view.state !== 'superseded');
  const older = page.quotations.filter((view) => view.state === 'superseded');
  return (
    <section className={card['card']} aria-label={t('process.offer.title')}>
      <div className={card['cardHead']}>
        <h2>{t('process.offer.title')}</h2>
        {page.quotations.length > 0 && add}
      </div>
      {page.quotations.length === 0 && <EmptyNote icon={IconFileDollar} text={t('process.offer.none')} action={add} />}
      {shown.map((view) => <OfferCard key={view.quotation.id} page={page} view={view} />)}
      {older.length > 0 && (
        <details>
          <summary>{t('process.offer.older', { count: older.length })}</summary>
          {older.map((view) => <OfferCard key={view.quotation.id} page={page} view={view} />)}
        </details>
      )}
    </section>
  );
}
