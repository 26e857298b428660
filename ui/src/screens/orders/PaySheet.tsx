// 收款与退款: what, how, how much.
import { Button, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import { MONEY_WAYS, PAYMENT_KINDS, type MoneyWay, type OrderPage, type PaymentKind } from '../../api/types';
import { ChoiceChips } from '../../records/ChoiceChips';
import { Sheet } from '../../records/Sheet';
import { useCalendar } from '../../records/useCalendar';
import { useSaid } from '../../records/useSaid';
import { useSession } from '../../session';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFieldError } from '../../shared/useFieldError';
import { asYuan } from './useOrder';

export function PaySheet({ page, refund, onClose }: { page: OrderPage; refund: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const { today } = useSession();
  const calendar = useCalendar(true);
  const said = useSaid();
  const first: PaymentKind = refund ? 'refund' : page.money.received === 0 ? 'deposit' : 'balance';
  const [kind, setKind] = useState<PaymentKind>(first);
  const [way, setWay] = useState<MoneyWay>('transfer');
  const asked = refund ? Math.max(0, page.money.refund_due) : kind === 'deposit' ? (page.order.fields['deposit_fen'] ?? '') : Math.max(0, page.money.open);
  const [amount, setAmount] = useState<string | null>(null);
  const [on, setOn] = useState(today);
  const [receipt, setReceipt] = useState('');
  const tell = useTell('pay_order', { done: said(t(refund ? 'orders.done.refund' : 'orders.done.pay')) });
  const field = useFieldError(tell.error);
  const typed = amount ?? (asked === 0 ? '' : asYuan(asked));
  return (
    <Sheet
      opened
      title={t(refund ? 'orders.acts.refund' : 'orders.acts.pay')}
      onClose={onClose}
      onSubmit={() => tell.mutate({ file: page.customer.file, order: page.order.id, kind, way, amount: typed, on, receipt }, { onSuccess: onClose })}
      actions={<Button type="submit" loading={tell.isPending}>{t('common.save')}</Button>}
    >
      <ErrorNote error={field.besides('amount', 'on')} />
      {!refund && (
        <ChoiceChips label={t('orders.kind')} options={PAYMENT_KINDS.filter((one) => one !== 'refund').map((one) => ({ value: one, label: t(`domain.payment_kinds.${one}`) }))} value={kind} onChange={setKind} />
      )}
      <TextInput label={t('orders.amount')} required leftSection="¥" inputMode="decimal" value={typed} error={field.at('amount')} onChange={(event) => setAmount(event.currentTarget.value)} />
      <ChoiceChips label={t('orders.way')} options={MONEY_WAYS.map((one) => ({ value: one, label: t(`domain.money_ways.${one}`) }))} value={way} onChange={setWay} />
      <DateInput label={t('orders.on')} value={on} {...calendar} error={field.at('on')} onChange={(picked) => setOn(picked ?? today)} />
      <TextInput label={t('orders.receipt')} value={receipt} onChange={(event) => setReceipt(event.currentTarget.value)} />
    </Sheet>
  );
}
