// 交车: checks, the customer's file looked through, the signature, and the hand-over with a reason for each gap.
import { Button, Checkbox, Group, Text, TextInput, Title } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { useTell } from '../../api/hooks';
import type { CarView, CheckTemplate, DeliveryStep, OrderPage } from '../../api/types';
import { PrintButton } from '../../print/PrintButton';
import { Sheet } from '../../records/Sheet';
import { useCalendar } from '../../records/useCalendar';
import { useComplain } from '../../records/useComplain';
import { useSaid } from '../../records/useSaid';
import { paths } from '../../paths';
import { useSession } from '../../session';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFormat } from '../../shared/format';
import { useWords } from '../../shared/words';
import classes from './Orders.module.css';
import { Drawn, SignaturePad } from './Signature';

function useGapWord(checks: readonly CheckTemplate[]) {
  const { t } = useTranslation();
  const words = useWords();
  return (gap: string): string => {
    const [part = '', word = ''] = gap.split('.');
    switch (part) {
      case 'check': return checks.find((check) => check.item === word)?.name || words('check_items', word);
      case 'car': return words('car_fields', word);
      case 'customer': return word === 'phone' ? t('orders.delivery.phone') : words('customer_fields', word);
      case 'private': return words('private_fields', word);
      case 'signature': return t('orders.delivery.signature');
      case 'payment': return t('orders.delivery.payment');
      default: return t('orders.delivery.verification');
    }
  };
}

export function Delivery({ page, view }: { page: OrderPage; view: CarView }) {
  const { t } = useTranslation();
  const { today } = useSession();
  const { date, moment, list } = useFormat();
  const said = useSaid();
  const complain = useComplain();
  const gapWord = useGapWord(view.checks);
  const [open, setOpen] = useState(false);
  const tell = useTell('deliver', { done: said() });
  const { delivery } = view.car;
  const step = (one: DeliveryStep) => tell.mutate({ file: page.customer.file, car: view.car.id, step: one }, { onError: complain });
  if (page.order.signed === null || page.state === 'cancelled') return null;
  const gone = delivery.handed_over;
  if (gone) {
    return (
      <>
        <Title order={3} mt="md">{t('orders.delivery.done', { date: date(gone.on, today) })}</Title>
        {Object.entries(gone.gaps).map(([gap, reason]) => <Text key={gap} size="sm">{t('orders.delivery.gap', { what: gapWord(gap), reason })}</Text>)}
        {delivery.signature && <Drawn strokes={delivery.signature.strokes} />}
        <Group mt="xs"><PrintButton file={page.customer.file} subject={{ kind: 'delivery', id: view.car.id }} /></Group>
      </>
    );
  }
  const ofCustomer = view.gaps.filter((gap) => gap.startsWith('customer.') || gap.startsWith('private.'));
  return (
    <>
      <Title order={3} mt="md">{t('orders.delivery.title')}</Title>
      {view.checks.filter((check) => check.asked).map((check) => {
        const made = delivery.checks[check.item];
        return (
          <Checkbox
            key={check.item}
            size="md"
            my={10}
            label={check.name || t(`domain.check_items.${check.item}`, { defaultValue: check.item })}
            checked={made?.ok ?? false}
            disabled={!page.can_edit}
            onChange={(event) => step({ step: 'check', item: check.item, ok: event.currentTarget.checked, note: made?.note ?? '' })}
          />
        );
      })}
      <Group gap="xs" mt="xs">
        <PrintButton file={page.customer.file} subject={{ kind: 'delivery', id: view.car.id }} />
        {delivery.verified
          ? <Text size="sm">{t('orders.delivery.verified', { at: moment(delivery.verified.at) })}</Text>
          : page.can_edit && <Button variant="default" onClick={() => step({ step: 'verify' })}>{t('orders.delivery.verify')}</Button>}
        {ofCustomer.length > 0 && (
          <Text size="sm">{t('orders.delivery.file_lacks', { what: list(ofCustomer.map(gapWord)) })} <Link to={paths.customer(page.customer.file)} className={classes['link'] ?? ''}>{t('orders.delivery.complete_file')}</Link></Text>
        )}
      </Group>
      {delivery.signature ? <Drawn strokes={delivery.signature.strokes} /> : page.can_edit && <SignaturePad pending={tell.isPending} onSign={(strokes) => step({ step: 'sign', strokes })} />}
      {page.can_edit && (
        <Group gap="xs" mt="sm">
          <Button disabled={view.hand_over_refused !== null} onClick={() => setOpen(true)}>{t('orders.delivery.hand_over')}</Button>
          {view.hand_over_refused && <Text size="sm" c="dimmed">{t(`errors.${view.hand_over_refused}`)}</Text>}
        </Group>
      )}
      {open && <HandOverSheet page={page} view={view} gapWord={gapWord} onClose={() => setOpen(false)} />}
    </>
  );
}

function HandOverSheet({ page, view, gapWord, onClose }: { page: OrderPage; view: CarView; gapWord: (gap: string) => string; onClose: () => void }) {
  const { t } = useTranslation();
  const { today } = useSession();
  const calendar = useCalendar(true);
  const said = useSaid();
  const [on, setOn] = useState(today);
  const [reasons, setReasons] = useState<Record<string, string>>({});
  const tell = useTell('deliver', { done: said(t('orders.done.deliver')) });
  const told = tell.error;
  return (
    <Sheet
      opened
      title={t('orders.delivery.hand_over')}
      onClose={onClose}
      onSubmit={() => tell.mutate({ file: page.customer.file, car: view.car.id, step: { step: 'hand_over', on, reasons } }, { onSuccess: onClose })}
      actions={<Button type="submit" loading={tell.isPending}>{t('orders.delivery.hand_over')}</Button>}
    >
      {told && told.code !== 'gaps_open' && <ErrorNote error={told} />}
      <DateInput label={t('orders.on')} value={on} {...calendar} onChange={(picked) => setOn(picked ?? today)} />
      <Text size="md">{t(view.gaps.length === 0 ? 'orders.delivery.complete' : 'orders.delivery.gaps', { count: view.gaps.length })}</Text>
      {view.gaps.map((gap, nth) => (
        <Fragment key={gap}>
          <TextInput
            label={t('orders.delivery.why', { what: gapWord(gap) })}
            value={reasons[gap] ?? ''}
            error={told?.field === gap ? t(`errors.${told.code}`) : undefined}
            onChange={(event) => setReasons({ ...reasons, [gap]: event.currentTarget.value })}
          />
          {nth === 0 && view.gaps.length > 1 && (
            <Button variant="light" disabled={!reasons[gap]?.trim()} onClick={() => setReasons(Object.fromEntries(view.gaps.map((one) => [one, reasons[one] || reasons[gap] || ''])))}>{t('orders.delivery.same_reason')}</Button>
          )}
        </Fragment>
      ))}
    </Sheet>
  );
}
