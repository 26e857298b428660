// 客户: everyone this person may see, searched and filtered in the address. On a desk the chosen file stands beside the list.
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';

import { isFiltered, put, readFilter, readSort } from '../../records/filter';
import { FilterBar } from '../../records/FilterBar';
import { count } from '../../records/numbers';
import { useIsDesk } from '../../records/Sheet';
import { useSession } from '../../session';
import { EmptyNote } from '../../shared/EmptyNote';
import { ErrorNote } from '../../shared/ErrorNote';
import { Loading } from '../../shared/Loading';
import { Page } from '../../shared/Page';
import { usePhone } from '../../shared/usePhone';
import { CustomerFilePane } from '../customer/CustomerFilePane';
import { CustomerRows } from './CustomerRows';
import classes from './Customers.module.css';
import { SearchBox } from './SearchBox';
import { SortMenu } from './SortMenu';
import { useFirstPage } from './useCustomerRows';

export function CustomersScreen() {
  const { t } = useTranslation();
  const { can } = useSession();
  const phone = usePhone();
  const desk = useIsDesk();
  const [search, setSearch] = useSearchParams();
  const filter = readFilter(search);
  const sort = readSort(search);
  const head = useFirstPage(filter, sort);
  const file = desk ? search.get('file') : null;
  const dimensions = can('see_all_customers')
    ? (['grades', 'stages', 'sources', 'owners', 'event', 'need'] as const)
    : (['grades', 'stages', 'sources', 'event', 'need'] as const);

  const total = head.data?.total ?? 0;
  return (
    <Page
      fill
      title={
        <>
          {t('customers.title')}{' '}
          {head.data && (
            <Text span size="sm" c="dimmed" fw={400} aria-live="polite">
              {t('customers.count', { count: total, formatted: count(total) })}
            </Text>
          )}
        </>
      }
    >
      <div className={classes['search']}><SearchBox /></div>
      <FilterBar dimensions={dimensions}>
        <SortMenu sort={sort} onSort={(picked) => setSearch(put(search, 'sort', picked === 'last_contact' ? '' : picked), { replace: true })} />
      </FilterBar>
      <div className={classes['split']}>
        <div className={classes['list']}>
          <ErrorNote error={head.error} again={() => void head.refetch()} />
          {head.isPending && <Loading rows={8} />}
          {head.data && total === 0 && <EmptyNote text={isFiltered(filter) ? t('customers.none_matching') : t('customers.none')} />}
          {head.data && total > 0 && <CustomerRows filter={filter} sort={sort} head={head.data} phone={phone} selected={file} />}
        </div>
        {file && (
          <aside className={classes['pane']} aria-label={t('customers.pane')}>
            <CustomerFilePane key={file} file={file} onClose={() => setSearch(put(search, 'file', ''), { replace: true })} />
          </aside>
        )}
      </div>
    </Page>
  );
}
