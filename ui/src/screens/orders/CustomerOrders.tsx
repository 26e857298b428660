// 订单与车辆 on the customer's page: what was bought, and what they drive.
import { Button, Group, Text, Title } from '@mantine/core';
import { IconCar } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';

import { useAsk, useTell } from '../../api/hooks';
import type { CustomerPage, OpportunityId } from '../../api/types';
import { useComplain } from '../../records/useComplain';
import { paths } from '../../paths';
import { useAnnounce } from '../../undo/announce';
import { OrderCard } from './OrderCard';
import classes from './Orders.module.css';

export function CustomerOrders({ page, opportunity }: { page: CustomerPage; opportunity: OpportunityId | null }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const complain = useComplain();
  const file = page.customer.id;
  const orders = useAsk('orders', { search: '', states: [], owners: [], from: null, upto: null, contested: false, customer: file, offset: 0, limit: 50 });
  const vehicles = useAsk('vehicles', { search: '', customer: file, offset: 0, limit: 50 });
  const open = useTell('open_order');
  // The same until it is opened: an order asked for again, because the answer was lost, is opened once.
  const [request, setRequest] = useState(() => crypto.randomUUID());
  const start = () =>
    open.mutate({ file, opportunity, quotation: null, catalogue: null, request }, {
      onError: complain,
      onSuccess: ({ saved, order, number }) => {
        setRequest(crypto.randomUUID());
        announce(t('orders.opened', { number }), saved.undo);
        void navigate(paths.order(file, order));
      },
    });
  const rows = orders.data?.rows ?? [];
  return (
    <>
      <section className={classes['section']}>
        <Group justify="space-between">
          <Title order={2}>{t('orders.title')}</Title>
          {page.can_edit && <Button variant="default" loading={open.isPending} onClick={start}>{t('orders.open_order')}</Button>}
        </Group>
        {rows.length === 0 && <Text size="sm" c="dimmed">{t('orders.none_yet')}</Text>}
        <div className={classes['stack']}>{rows.map((row) => <OrderCard key={row.order} row={row} plain />)}</div>
      </section>
      {(vehicles.data?.rows.length ?? 0) > 0 && (
        <section className={classes['section']}>
          <Title order={2}>{t('vehicles.of_customer')}</Title>
          {vehicles.data?.rows.map((row) => (
            <Link key={row.vehicle.id} to={paths.vehicle(row.vehicle.id)} className={classes['card'] ?? ''} data-testid="vehicle">
              <Group gap="xs"><IconCar size={18} aria-hidden /><Text fw={600}>{row.name || row.vehicle.fields['vin'] || t('vehicles.unnamed')}</Text></Group>
              <Text size="sm" c="dimmed">{[row.vehicle.fields['plate'], row.vehicle.fields['vin']].filter(Boolean).join(' · ')}</Text>
            </Link>
          ))}
        </section>
      )}
    </>
  );
}
