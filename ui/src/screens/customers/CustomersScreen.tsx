// 客户: everyone this person may see, searched and filtered in the address. On a desk the chosen file stands beside the list.
import { Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';

import type { FileId } from '../../api/types';
import { paths } from '../../paths';
import { FirstLead } from '../../records/FirstLead';
import { isFiltered, put, readFilter, readSort } from '../../records/filter';
import { FilterBar } from '../../records/FilterBar';
import bar from '../../records/FilterBar.module.css';
import { count } from '../../records/numbers';
import { useIsDesk } from '../../records/Sheet';
import { useSession } from '../../session';
import { EmptyNote } from '../../shared/EmptyNote';
import { ErrorNote } from '../../shared/ErrorNote';
import { Loading } from '../../shared/Loading';
import { Page } from '../../shared/Page';
import { usePhone } from '../../shared/usePhone';
import { CustomerFilePane } from '../customer/CustomerFilePane';
import { PlanSheet } from '../customer/PlanSheet';
import { ViewBar } from '../../records/ViewBar';
import { ActionBar } from './ActionBar';
import { CustomerRows } from './CustomerRows';
import classes from './Customers.module.css';
import { ManySheet } from './ManySheet';
import { SearchBox } from './SearchBox';
import { SortMenu } from './SortMenu';
import { useCanChange } from './useCanChange';
import { useFirstPage } from './useCustomerRows';
import { useSelection } from './useSelection';

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
    ? (['grades', 'stages', 'relations', 'sources', 'owners', 'event', 'need', 'tags'] as const)
    : (['grades', 'stages', 'relations', 'sources', 'event', 'need', 'tags'] as const);

  const total = head.data?.total ?? 0;
  const chosen = useSelection(filter, sort);
  const canChange = useCanChange();
  const navigate = useNavigate();
  const [moving, setMoving] = useState<FileId | null>(null);
  const [planning, setPlanning] = useState<FileId | null>(null);
  const acts: Record<string, (one: FileId) => void> = canChange ? { e: (one: FileId) => void navigate(paths.customer(one)), m: setMoving, f: setPlanning } : {};
  const rowOf = (one: FileId | null) => head.data?.rows.find((row) => row.file === one);
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
      <ViewBar page="customers" />
      <FilterBar dimensions={dimensions}>
        {phone && canChange && (
          <UnstyledButton className={bar['pill'] ?? ''} data-active={chosen.choosing || undefined} onClick={chosen.choosing ? chosen.clear : chosen.begin}>
            {t(chosen.choosing ? 'hands.many.clear' : 'hands.many.choose')}
          </UnstyledButton>
        )}
        <SortMenu sort={sort} onSort={(picked) => setSearch(put(search, 'sort', picked === 'last_contact' ? '' : picked), { replace: true })} />
      </FilterBar>
      <div className={classes['split']}>
        <div className={classes['list']}>
          <ErrorNote error={head.error} again={() => void head.refetch()} />
          {head.isPending && <Loading rows={8} />}
          {head.data && total === 0 && <EmptyNote text={isFiltered(filter) ? t('customers.none_matching') : t('customers.none')} action={!isFiltered(filter) && <FirstLead />} />}
          {head.data && total > 0 && <CustomerRows filter={filter} sort={sort} head={head.data} phone={phone} selected={file} chosen={chosen} acts={acts} />}
          <ActionBar chosen={chosen} total={total} />
        </div>
        {file && (
          <aside className={classes['pane']} aria-label={t('customers.pane')}>
            <CustomerFilePane key={file} file={file} onClose={() => setSearch(put(search, 'file', ''), { replace: true })} />
          </aside>
        )}
      </div>
      {moving && <ManySheet deed="stage" files={[moving]} onClose={() => setMoving(null)} onDone={() => setMoving(null)} />}
      {planning && <PlanSheet file={planning} name={rowOf(planning)?.name ?? ''} opportunity={null} grade={rowOf(planning)?.grade ?? null} onClose={() => setPlanning(null)} />}
    </Page>
  );
}
