// What may be done with an order next. The core says which, and why not.
import { Button, Group, Menu, Text, Textarea, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';

import { useTell } from '../../api/hooks';
import type { ExportForm, OrderAct, OrderDoing, OrderPage } from '../../api/types';
import { PrintButton } from '../../print/PrintButton';
import { Sheet } from '../../records/Sheet';
import { useCalendar } from '../../records/useCalendar';
import { useComplain } from '../../records/useComplain';
import { useSaid } from '../../records/useSaid';
import { paths } from '../../paths';
import { useSession } from '../../session';
import { ErrorNote } from '../../shared/ErrorNote';
import { saveText } from '../../shared/saveText';
import { useFieldError } from '../../shared/useFieldError';
import { ExportSheet } from './ExportSheet';
import { PaySheet } from './PaySheet';

/** The one thing to do next stands as a button; the rest is in the menu. */
const FIRST: Record<string, OrderAct> = { draft: 'sign', signed: 'pay', deposit_paid: 'pay', allotted: 'invoice', invoiced: 'pay', cancelled: 'refund' };
const ALL: readonly OrderAct[] = ['sign', 'pay', 'invoice', 'refund', 'cancel', 'remove'];

export function Acts({ page }: { page: OrderPage }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const complain = useComplain();
  const said = useSaid();
  const [open, setOpen] = useState<OrderAct | null>(null);
  const tell = useTell('act_on_order', { done: said() });
  const exporting = useTell('export_order');
  const [form, setForm] = useState<ExportForm | null>(null);
  const at = { file: page.customer.file, order: page.order.id };
  const refused = (act: OrderAct) => page.acts.find((one) => one.act === act)?.refused ?? null;
  const may = ALL.filter((act) => refused(act) === null);
  const first = FIRST[page.state];
  const main = page.can_edit && first && may.includes(first) ? first : undefined;
  const close = () => setOpen(null);
  const start = (act: OrderAct) => {
    if (act !== 'remove') return setOpen(act);
    tell.mutate({ ...at, act: { act: 'remove' } }, { onError: complain, onSuccess: () => void navigate(paths.customer(page.customer.file)) });
  };
  const exported = (form: ExportForm) => () =>
    page.customer.masked ? setForm(form) : exporting.mutate({ ...at, form, reason: null }, { onError: complain, onSuccess: (file) => saveText(file.file_name, file.content) });
  return (
    <Group gap="xs">
      {main && <Button onClick={() => start(main)}>{t(`orders.acts.${main}`)}</Button>}
      <PrintButton file={page.customer.file} subject={{ kind: 'order', id: page.order.id }} />
      {(page.can_edit || page.can_export) && (
        <Menu position="bottom-end">
          <Menu.Target><Button variant="default" leftSection={<IconDots size={18} />}>{t('orders.more_acts')}</Button></Menu.Target>
          <Menu.Dropdown>
            {page.can_edit && ALL.filter((act) => act !== main && !(act === 'remove' && refused(act))).map((act) => {
              const why = refused(act);
              return (
                <Menu.Item key={act} disabled={why !== null} onClick={() => start(act)} color={act === 'cancel' || act === 'remove' ? 'red' : undefined}>
                  {t(`orders.acts.${act}`)}
                  {why && <Text size="xs" c="dimmed" maw={260}>{t(`errors.${why}`)}</Text>}
                </Menu.Item>
              );
            })}
            {page.can_export && <Menu.Item disabled={page.order.signed === null} onClick={exported('csv')}>{t('orders.export_csv')}</Menu.Item>}
            {page.can_export && <Menu.Item disabled={page.order.signed === null} onClick={exported('json')}>{t('orders.export_json')}</Menu.Item>}
          </Menu.Dropdown>
        </Menu>
      )}
      {form && <ExportSheet page={page} form={form} onClose={() => setForm(null)} />}
      {(open === 'pay' || open === 'refund') && <PaySheet page={page} refund={open === 'refund'} onClose={close} />}
      {(open === 'sign' || open === 'invoice' || open === 'cancel') && <ActSheet page={page} act={open} onClose={close} />}
    </Group>
  );
}

function ActSheet({ page, act, onClose }: { page: OrderPage; act: 'sign' | 'invoice' | 'cancel'; onClose: () => void }) {
  const { t } = useTranslation();
  const { today } = useSession();
  const calendar = useCalendar(true);
  const said = useSaid();
  const [on, setOn] = useState(today);
  const [number, setNumber] = useState('');
  const [reason, setReason] = useState('');
  const [withheld, setWithheld] = useState('');
  const tell = useTell('act_on_order', { done: said(t(`orders.done.${act}`)) });
  const field = useFieldError(tell.error);
  const doing: OrderDoing = act === 'sign' ? { act, on } : act === 'invoice' ? { act, number, on } : { act, reason, withheld };
  return (
    <Sheet
      opened
      title={t(`orders.acts.${act}`)}
      onClose={onClose}
      onSubmit={() => tell.mutate({ file: page.customer.file, order: page.order.id, act: doing }, { onSuccess: onClose })}
      actions={<Button type="submit" color={act === 'cancel' ? 'red' : undefined} loading={tell.isPending}>{t(`orders.acts.${act}`)}</Button>}
    >
      <ErrorNote error={field.besides('on', 'value', 'reason', 'amount')} />
      {act === 'invoice' && <TextInput label={t('orders.invoice_number')} required value={number} error={field.at('value')} onChange={(event) => setNumber(event.currentTarget.value)} />}
      {act !== 'cancel' && <DateInput label={t('orders.on')} value={on} {...calendar} error={field.at('on')} onChange={(picked) => setOn(picked ?? today)} />}
      {act === 'cancel' && (
        <>
          <Textarea label={t('orders.reason')} required autosize minRows={2} value={reason} error={field.at('reason')} onChange={(event) => setReason(event.currentTarget.value)} />
          <TextInput label={t('orders.withheld')} leftSection="¥" inputMode="decimal" value={withheld} error={field.at('amount')} onChange={(event) => setWithheld(event.currentTarget.value)} />
        </>
      )}
    </Sheet>
  );
}
