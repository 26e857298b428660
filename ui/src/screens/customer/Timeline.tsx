// The stream of a customer's file with its parts.
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';

import type { CustomerPage } from '../../api/types';
import { put } from '../../records/filter';
import bar from '../../records/FilterBar.module.css';
import classes from './Customer.module.css';
import { isShown, SHOWS, timelineOf } from './timeline';
import { TimelineItem } from './TimelineItem';

export function Timeline({ page }: { page: CustomerPage }) {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const show = SHOWS.find((one) => one === search.get('show')) ?? 'all';
  const items = timelineOf(page.customer).filter((item) => isShown(item, show));
  return (
    <section aria-label={t('customer.tabs.timeline')}>
      <div className={classes['shows']} role="group" aria-label={t('customers.filters')}>
        {SHOWS.map((one) => (
          <button
            type="button"
            key={one}
            className={bar['pill']}
            data-active={one === show || undefined}
            aria-pressed={one === show}
            onClick={() => setSearch(put(search, 'show', one === 'all' ? '' : one), { replace: true })}
          >
            {t(`customer.timeline.${one}`)}
          </button>
        ))}
      </div>
      {items.length === 0 ? (
        <Text c="dimmed" size="sm" p="md">{t('customer.timeline.empty')}</Text>
      ) : (
        <ol className={classes['stream']}>
          {items.map((item) => <TimelineItem key={item.id} item={item} page={page} />)}
        </ol>
      )}
    </section>
  );
}
