// 一张订单: where it stands, its money, its cars with their delivery, its payments, and what may be done next.
import { Button, Group, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';

import { useAsk } from '../../api/hooks';
import { ORDER_FIELDS, PAYMENT_PLANS, type OrderField, type OrderPage } from '../../api/types';
import { FieldRow } from '../../records/FieldRow';
import { InlineDate } from '../../records/InlineDate';
import { InlineSelect } from '../../records/InlineSelect';
import { InlineText } from '../../records/InlineText';
import { useCustomerTitle } from '../../records/useCustomerTitle';
import { paths } from '../../paths';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFormat } from '../../shared/format';
import { Loading } from '../../shared/Loading';
import { Page } from '../../shared/Page';
import { Acts } from './Acts';
import { CarSection } from './CarSection';
import { ClaimPairs } from './ClaimPairs';
import { Lines } from './Lines';
import classes from './Orders.module.css';
import { Payments } from './Payments';
import { People } from './People';
import { StateBadge } from './StateBadge';
import { asYuan, useOrderEdit } from './useOrder';

export function OrderScreen() {
  const { t } = useTranslation();
  const { file = '', order = '' } = useParams();
  const found = useAsk('order', { file, order });
  const page = found.data;
  return (
    <Page title={page ? <Group gap="xs" wrap="nowrap">{t('orders.one', { number: page.order.number })}</Group> : t('orders.title')} back={paths.orders} width={1200}>
      <ErrorNote error={found.error} again={() => void found.refetch()} />
      {found.isPending && <Loading />}
      {page && <Whole page={page} />}
    </Page>
  );
}

function Whole({ page }: { page: OrderPage }) {
  const { t } = useTranslation();
  const titleOf = useCustomerTitle();
  const editing = useOrderEdit(page);
  const locked = !page.can_edit || page.state === 'cancelled' || page.state === 'delivered';
  const priced = locked || page.order.invoiced !== null;
  const contested = page.cars.some((car) => car.rivals.length > 0 || car.is_lost);
  return (
    <div className={classes['stack']}>
      <Group justify="space-between" gap="xs">
        <Group gap="xs">
          <StateBadge state={page.state} contested={contested} />
          <Link to={paths.customer(page.customer.file)} className={classes['link'] ?? ''}>{titleOf(page.customer).title}</Link>
          {page.customer.owner && <Text size="sm" c="dimmed">{page.customer.owner.name}</Text>}
        </Group>
        <Acts page={page} />
      </Group>
      {page.cancelled_after_hand_over && <Text role="alert" c="red" size="md">{t('orders.cancelled_after_hand_over')}</Text>}
      {page.order.cancelled && <Text size="md">{t('orders.cancelled_for', { reason: page.order.cancelled.reason })}</Text>}
      {contested && <ClaimPairs />}
      <Money page={page} />
      <div className={classes['columns']}>
        <div className={classes['stack']}>
          {page.cars.map((car) => <CarSection key={car.car.id} page={page} view={car} priced={priced} />)}
          {!priced && (
            <Group><Button variant="default" onClick={() => editing.tap({ change: 'add_car', catalogue: null, fields: [] })}>{t('orders.add_car')}</Button></Group>
          )}
        </div>
        <div className={classes['stack']}>
          <Lines page={page} locked={priced} />
          <Payments page={page} />
          <People page={page} locked={locked} />
          <Fields page={page} locked={locked} />
        </div>
      </div>
    </div>
  );
}

function Money({ page }: { page: OrderPage }) {
  const { t } = useTranslation();
  const { money } = useFormat();
  const { total, received, refunded, open, refund_due: due } = page.money;
  const figures: [string, number][] = [[t('orders.total'), total], [t('orders.received'), received]];
  if (refunded !== 0) figures.push([t('orders.refunded'), refunded]);
  if (page.state === 'cancelled') figures.push([t('orders.to_refund'), due]);
  else figures.push([t('orders.to_come'), open]);
  return (
    <dl className={classes['figures']}>
      {figures.map(([label, fen]) => <div key={label}><dt>{label}</dt><dd>{money(fen)}</dd></div>)}
    </dl>
  );
}

const AMOUNTS: readonly OrderField[] = ['deposit_fen', 'loan_fen'];
const LOANS: readonly OrderField[] = ['loan_fen', 'loan_months', 'loan_rate', 'loan_from'];

function Fields({ page, locked }: { page: OrderPage; locked: boolean }) {
  const { t } = useTranslation();
  const { money } = useFormat();
  const { save, tap } = useOrderEdit(page);
  const { fields } = page.order;
  const paysAtOnce = (fields['payment_plan'] ?? 'full') === 'full';
  const label = (field: OrderField) => t(`domain.order_fields.${field}`);
  const shown = ORDER_FIELDS.filter((field) => fields[field] || !(locked || (paysAtOnce && LOANS.includes(field))));
  return (
    <section className={classes['section']}>
      <Title order={2}>{t('orders.terms')}</Title>
      {shown.map((field) => {
        const value = fields[field] ?? '';
        const write = (text: string) => save({ change: 'field', field, value: text });
        const pick = (text: string) => tap({ change: 'field', field, value: text });
        return (
          <FieldRow key={field} label={label(field)}>
            {field === 'payment_plan' ? (
              <InlineSelect label={label(field)} value={value} options={PAYMENT_PLANS.map((plan) => ({ value: plan, label: t(`domain.payment_plans.${plan}`) }))} readOnly={locked} onPick={pick} />
            ) : field === 'promised_on' ? (
              <InlineDate label={label(field)} value={value} readOnly={locked} onPick={pick} />
            ) : AMOUNTS.includes(field) ? (
              <InlineText label={label(field)} value={asYuan(value)} shown={value && money(Number(value))} readOnly={locked} onSave={write} />
            ) : (
              <InlineText label={label(field)} value={value} readOnly={locked} multiline={field === 'remark'} onSave={write} />
            )}
          </FieldRow>
        );
      })}
    </section>
  );
}
