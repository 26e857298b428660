// 收付款: every payment as it was written; a wrong one is taken out of use, with the reason.
import { ActionIcon, Button, Text, Textarea, Title } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import type { OrderPage, Payment } from '../../api/types';
import { Sheet } from '../../records/Sheet';
import { useSaid } from '../../records/useSaid';
import { useSession } from '../../session';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFieldError } from '../../shared/useFieldError';
import { useFormat } from '../../shared/format';
import { useWords } from '../../shared/words';
import classes from './Orders.module.css';

export function Payments({ page }: { page: OrderPage }) {
  const { t } = useTranslation();
  const { today } = useSession();
  const { money, date } = useFormat();
  const words = useWords();
  const [removing, setRemoving] = useState<{ payment: Payment; title: string } | null>(null);
  const who = (id: string) => page.names.find((name) => name.id === id)?.name ?? '';
  return (
    <section className={classes['section']}>
      <Title order={2}>{t('orders.payments')}</Title>
      {page.payments.length === 0 && <Text size="sm" c="dimmed">{t('orders.no_payments')}</Text>}
      {page.payments.map((payment) => {
        const name = words('payment_kinds', payment.kind);
        const title = t('orders.remove_payment', { what: `${name} ${money(payment.amount)}` });
        return (
          <div key={payment.id} className={classes['line']} data-testid="payment">
            <div>
              <Text size="md">{`${name} · ${words('money_ways', payment.way)}`}</Text>
              <Text size="sm" c="dimmed">{[date(payment.on, today), who(payment.by), payment.receipt].filter(Boolean).join(' · ')}</Text>
            </div>
            <Text className={classes['amount'] ?? ''}>{payment.kind === 'refund' ? money(-payment.amount) : money(payment.amount)}</Text>
            {page.can_edit && (
              <ActionIcon variant="subtle" color="gray" aria-label={title} onClick={() => setRemoving({ payment, title })}>
                <IconX size={18} />
              </ActionIcon>
            )}
          </div>
        );
      })}
      {removing && <RemoveSheet page={page} {...removing} onClose={() => setRemoving(null)} />}
    </section>
  );
}

function RemoveSheet({ page, payment, title, onClose }: { page: OrderPage; payment: Payment; title: string; onClose: () => void }) {
  const { t } = useTranslation();
  const said = useSaid();
  const [reason, setReason] = useState('');
  const tell = useTell('remove_payment', { done: said(t('orders.payment_removed')) });
  const field = useFieldError(tell.error);
  return (
    <Sheet
      opened
      title={title}
      onClose={onClose}
      onSubmit={() => tell.mutate({ file: page.customer.file, payment: payment.id, reason }, { onSuccess: onClose })}
      actions={<Button type="submit" color="red" loading={tell.isPending}>{t('orders.remove_payment_act')}</Button>}
    >
      <ErrorNote error={field.besides('reason')} />
      <Textarea label={t('orders.reason')} required data-autofocus autosize minRows={2} value={reason} error={field.at('reason')} onChange={(event) => setReason(event.currentTarget.value)} />
    </Sheet>
  );
}
