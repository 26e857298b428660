// An order in a list: number, whose, which cars, how much is still to come.
import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import type { OrderRow } from '../../api/types';
import { useCustomerTitle } from '../../records/useCustomerTitle';
import { paths } from '../../paths';
import { useSession } from '../../session';
import { useFormat } from '../../shared/format';
import classes from './Orders.module.css';
import { StateBadge } from './StateBadge';

export function OrderCard({ row, plain = false }: { row: OrderRow; plain?: boolean }) {
  const { t } = useTranslation();
  const { today } = useSession();
  const { money, date, list } = useFormat();
  const { title } = useCustomerTitle()(row.customer);
  const when = row.delivered_on
    ? t('orders.delivered_on', { date: date(row.delivered_on, today) })
    : row.deliver_on
      ? t('orders.deliver_on', { date: date(row.deliver_on, today) })
      : row.signed_on ? t('orders.signed_on', { date: date(row.signed_on, today) }) : '';
  const due = row.refund_due_fen > 0
    ? t('orders.refund_due', { amount: money(row.refund_due_fen) })
    : row.open_fen > 0 && row.state !== 'draft' ? t('orders.open', { amount: money(row.open_fen) }) : '';
  return (
    <Link to={paths.order(row.customer.file, row.order)} className={classes['card'] ?? ''} data-testid="order">
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text fw={600} lineClamp={1}>{plain ? row.number : `${title} · ${row.number}`}</Text>
        <Group gap={4} wrap="nowrap"><StateBadge state={row.state} contested={row.contested} /></Group>
      </Group>
      <Text size="md" lineClamp={1}>{list(row.models) || t('orders.no_car')}</Text>
      <Group gap="md">
        <Text size="sm" className={classes['amount'] ?? ''}>{money(row.total_fen)}</Text>
        {due && <Text size="sm">{due}</Text>}
        <Text size="sm" c="dimmed">{[when, plain ? '' : (row.customer.owner?.name ?? '')].filter(Boolean).join(' · ')}</Text>
      </Group>
    </Link>
  );
}
