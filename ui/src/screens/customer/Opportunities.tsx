// All purchases a customer considers; the one looked at stands in the address.
import { Button } from '@mantine/core';
import { IconPlus, IconStairs } from '@tabler/icons-react';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';

import type { CustomerPage, Opportunity } from '../../api/types';
import { paths } from '../../paths';
import { isAside } from '../../records/StageBadge';
import { put } from '../../records/filter';
import bar from '../../records/FilterBar.module.css';
import { useEdit } from '../../records/useEdit';
import classes from './Customer.module.css';
import { OpportunityCard } from './OpportunityCard';

/** The opportunity looked at: the one the address names, else the latest still open, else the latest not put aside, else the latest. */
export function opportunityIn(page: CustomerPage, search: URLSearchParams): Opportunity | null {
  const all = page.customer.opportunities;
  const kept = all.filter((one) => !isAside(one.stage));
  const open = kept.filter((one) => one.stage !== 'after_delivery');
  return all.find((one) => one.id === search.get('opportunity')) ?? open.at(-1) ?? kept.at(-1) ?? all.at(-1) ?? null;
}

export function Opportunities({ page, stageRef }: { page: CustomerPage; stageRef: Ref<HTMLInputElement> }) {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const { tap } = useEdit(page.customer.id);
  const all = page.customer.opportunities;
  const shown = opportunityIn(page, search);
  return (
    <section className={classes['card']} aria-label={t('customer.opportunity.title')}>
      <div className={classes['cardHead']}>
        <h2>{t('customer.opportunity.title')}</h2>
        {page.can_edit && (
          <Button variant="subtle" size="sm" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => tap({ edit: 'add_opportunity' })}>
            {t('customer.opportunity.add')}
          </Button>
        )}
      </div>
      {all.length > 1 && (
        <div className={classes['shows']} role="group" aria-label={t('customer.opportunity.title')}>
          {all.map((one, index) => (
            <button
              type="button"
              key={one.id}
              className={bar['pill']}
              data-active={one.id === shown?.id || undefined}
              aria-pressed={one.id === shown?.id}
              onClick={() => setSearch(put(search, 'opportunity', one.id), { replace: true })}
            >
              {[t('customer.opportunity.nth', { n: index + 1 }), t(`domain.stages.${one.stage}`)].join(' · ')}
            </button>
          ))}
        </div>
      )}
      {shown && (
        <Button component={Link} to={paths.opportunity(page.customer.id, shown.id)} variant="light" fullWidth mb="xs" leftSection={<IconStairs size={18} aria-hidden />}>
          {t('process.open')}
        </Button>
      )}
      {shown ? <OpportunityCard key={shown.id} page={page} opportunity={shown} stageRef={stageRef} /> : <p className={classes['none']}>{t('customer.opportunity.none')}</p>}
    </section>
  );
}
