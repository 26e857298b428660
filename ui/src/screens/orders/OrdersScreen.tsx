// 订单: all orders that this person may see, found by number, name, VIN tail, plate, state and date.
import { Button, Group, Text } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { IconReceipt, IconShoppingCart } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';

import { useAsk } from '../../api/hooks';
import { ORDER_STATES } from '../../api/types';
import { put } from '../../records/filter';
import { useCalendar } from '../../records/useCalendar';
import { paths } from '../../paths';
import { useSession } from '../../session';
import { Chips, toggled } from '../../shared/Chips';
import { EmptyNote } from '../../shared/EmptyNote';
import { ErrorNote } from '../../shared/ErrorNote';
import { Loading } from '../../shared/Loading';
import { Page } from '../../shared/Page';
import { SearchBox } from '../customers/SearchBox';
import { ClaimPairs } from './ClaimPairs';
import { OrderCard } from './OrderCard';
import classes from './Orders.module.css';

const PAGE = 50;

export function OrdersScreen() {
  const { t } = useTranslation();
  const { can } = useSession();
  const calendar = useCalendar();
  const [search, setSearch] = useSearchParams();
  const asked = search.get('state')?.split(',') ?? [];
  const states = ORDER_STATES.filter((state) => asked.includes(state));
  const count = Math.max(1, Number(search.get('pages')) || 1);
  const [from, upto] = [search.get('from'), search.get('to')];
  const q = search.get('q') ?? '';
  const orders = useAsk(
    'orders',
    { search: q, states, owners: [], from, upto, contested: false, customer: null, offset: 0, limit: Math.min(200, PAGE * count) },
    { keep: true },
  );
  const choose = (key: string, value: string) => setSearch((now) => put(put(now, 'pages', ''), key, value), { replace: true });
  const isFiltered = q !== '' || states.length > 0 || from !== null || upto !== null;
  const shown = orders.data?.rows.length ?? 0;
  const total = orders.data?.total ?? 0;
  const buy = can('edit_customers') && (
    <Button component={Link} to={paths.buy} leftSection={<IconShoppingCart size={18} />}>{t('orders.buy')}</Button>
  );
  return (
    <Page title={t('orders.title')} actions={buy || undefined} width={1200}>
      <div className={classes['filters']}>
        <SearchBox hint={t('orders.search')} />
        <Chips
          label={t('orders.state')}
          quiet
          line
          choices={ORDER_STATES.map((state) => ({ value: state, label: t(`domain.order_states.${state}`) }))}
          chosen={states}
          onTap={(state) => choose('state', toggled(states, state).join(','))}
        />
        <DatePickerInput
          type="range"
          aria-label={t('orders.opened_between')}
          placeholder={t('orders.opened_between')}
          clearable
          clearButtonProps={{ 'aria-label': t('common.clear') }}
          maw={320}
          value={[from, upto]}
          {...calendar}
          onChange={([first, last]) => setSearch((now) => put(put(put(now, 'pages', ''), 'from', first ?? ''), 'to', last ?? ''), { replace: true })}
        />
      </div>
      <ClaimPairs />
      <ErrorNote error={orders.error} again={() => void orders.refetch()} />
      {orders.isPending && <Loading />}
      {orders.data && <Text size="sm" c="dimmed" role="status">{t('orders.count', { count: total })}</Text>}
      {orders.data && total === 0 && (
        <EmptyNote icon={IconReceipt} text={t(isFiltered ? 'orders.none_found' : 'orders.empty')} action={isFiltered ? undefined : buy || undefined} />
      )}
      <div className={classes['list']}>
        {orders.data?.rows.map((row) => <OrderCard key={row.order} row={row} />)}
      </div>
      {shown < total && shown < 200 && (
        <Group justify="center"><Button variant="default" onClick={() => setSearch((now) => put(now, 'pages', String(count + 1)), { replace: true })}>{t('orders.more')}</Button></Group>
      )}
      {shown >= 200 && shown < total && <Text size="sm" c="dimmed" ta="center">{t('orders.narrow')}</Text>}
    </Page>
  );
}
