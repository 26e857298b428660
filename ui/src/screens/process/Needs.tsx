// 需求: the customer's side of a purchase, every field edited where it stands, as in the customer file.
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';

import type { CustomerPage, OpportunityId } from '../../api/types';
import card from '../customer/Customer.module.css';
import { OpportunityCard } from '../customer/OpportunityCard';

export function Needs({ customer, opportunity }: { customer: CustomerPage; opportunity: OpportunityId }) {
  const { t } = useTranslation();
  const stage = useRef<HTMLInputElement>(null);
  const one = customer.customer.opportunities.find((known) => known.id === opportunity);
  if (!one) return null;
  return (
    <section className={card['card']} aria-label={t('customer.opportunity.title')}>
      <div className={card['cardHead']}><h2>{t('customer.opportunity.title')}</h2></div>
      <OpportunityCard page={customer} opportunity={one} stageRef={stage} />
    </section>
  );
}
