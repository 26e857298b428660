// 车辆档案: the cars that this person may see, the next to be serviced first.
import { Group, Text } from '@mantine/core';
import { IconCar } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';

import { useAsk } from '../../api/hooks';
import { paths } from '../../paths';
import { useSession } from '../../session';
import { EmptyNote } from '../../shared/EmptyNote';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFormat } from '../../shared/format';
import { Loading } from '../../shared/Loading';
import { Page } from '../../shared/Page';
import { SearchBox } from '../customers/SearchBox';
import classes from '../orders/Orders.module.css';

export function VehiclesScreen() {
  const { t } = useTranslation();
  const { today } = useSession();
  const { date, km } = useFormat();
  const [search] = useSearchParams();
  const q = search.get('q') ?? '';
  const found = useAsk('vehicles', { search: q, customer: null, offset: 0, limit: 200 }, { keep: true });
  return (
    <Page title={t('vehicles.title')} width={1200}>
      <SearchBox hint={t('vehicles.search')} />
      <ErrorNote error={found.error} again={() => void found.refetch()} />
      {found.isPending && <Loading />}
      {(found.data?.due ?? 0) > 0 && <Text size="md" role="status">{t('vehicles.due', { count: found.data?.due ?? 0 })}</Text>}
      {found.data && <Text size="sm" c="dimmed" role="status">{t('vehicles.count', { count: found.data.total })}</Text>}
      {found.data?.total === 0 && <EmptyNote icon={IconCar} text={t(q ? 'orders.none_found' : 'vehicles.empty')} />}
      <div className={classes['list']}>
        {found.data?.rows.map((row) => {
          const { fields } = row.vehicle;
          const next = [fields['next_service_on'] && date(fields['next_service_on'], today), fields['next_service_km'] && km(fields['next_service_km'])].filter(Boolean).join(' / ');
          return (
            <Link key={row.vehicle.id} to={paths.vehicle(row.vehicle.id)} className={classes['card'] ?? ''} data-testid="vehicle">
              <Group justify="space-between"><Text fw={600}>{row.name || t('vehicles.unnamed')}</Text><Text>{fields['plate'] ?? ''}</Text></Group>
              <Text size="sm" className={classes['vin'] ?? ''}>{fields['vin'] ?? ''}</Text>
              <Text size="sm" c="dimmed">{[row.customer?.name, next && t('vehicles.next_service', { when: next })].filter(Boolean).join(' · ')}</Text>
            </Link>
          );
        })}
      </div>
    </Page>
  );
}
