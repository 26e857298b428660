// 收付款: every payment as it was written; a wrong one is taken out of use.
import { ActionIcon, Text, Title } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import type { OrderPage } from '../../api/types';
import { useComplain } from '../../records/useComplain';
import { useSaid } from '../../records/useSaid';
import { useSession } from '../../session';
import { useFormat } from '../../shared/format';
import { useWords } from '../../shared/words';
import classes from './Orders.module.css';

export function Payments({ page }: { page: OrderPage }) {
  const { t } = useTranslation();
  const { today } = useSession();
  const { money, date } = useFormat();
  const words = useWords();
  const complain = useComplain();
  const said = useSaid();
  const remove = useTell('remove_payment', { done: said(t('orders.payment_removed')) });
  const who = (id: string) => page.names.find((name) => name.id === id)?.name ?? '';
  return (
    <section className={classes['section']}>
      <Title order={2}>{t('orders.payments')}</Title>
      {page.payments.length === 0 && <Text size="sm" c="dimmed">{t('orders.no_payments')}</Text>}
      {page.payments.map((payment) => {
        const name = words('payment_kinds', payment.kind);
        return (
          <div key={payment.id} className={classes['line']} data-testid="payment">
            <div>
              <Text size="md">{`${name} · ${words('money_ways', payment.way)}`}</Text>
              <Text size="sm" c="dimmed">{[date(payment.on, today), who(payment.by), payment.receipt].filter(Boolean).join(' · ')}</Text>
            </div>
            <Text className={classes['amount'] ?? ''}>{payment.kind === 'refund' ? money(-payment.amount) : money(payment.amount)}</Text>
            {page.can_edit && (
              <ActionIcon variant="subtle" color="gray" aria-label={t('orders.remove_payment', { what: `${name} ${money(payment.amount)}` })} onClick={() => remove.mutate({ file: page.customer.file, payment: payment.id }, { onError: complain })}>
                <IconX size={18} />
              </ActionIcon>
            )}
          </div>
        );
      })}
    </section>
  );
}
