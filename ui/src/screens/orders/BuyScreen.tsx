// 直接购车: file, purchase and order from one screen, for a buyer without history.
import { Button, Group, PasswordInput, Select, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import * as z from 'zod/mini';

import { useAsk, useTell } from '../../api/hooks';
import { PAYMENT_PLANS, type CarValue, type OrderValue, type PrivateValue } from '../../api/types';
import { ChoiceChips } from '../../records/ChoiceChips';
import { useOptions } from '../../records/useChoices';
import { useDraft } from '../../records/useDraft';
import { paths } from '../../paths';
import { useAnnounce } from '../../undo/announce';
import { ErrorNote } from '../../shared/ErrorNote';
import { Page } from '../../shared/Page';
import { useFieldError } from '../../shared/useFieldError';
import { PerhapsKnown } from '../capture/PerhapsKnown';
import { useOrderable } from './ModelSelect';
import classes from './Orders.module.css';

const BLANK = { name: '', phone: '', home_address: '', colour: '', price: '', deposit: '', plan: 'full', source: 'walk_in', catalogue: '', request: '' };
const shape = z.object({
  name: z.string(), phone: z.string(), home_address: z.string(), colour: z.string(), price: z.string(), deposit: z.string(), plan: z.string(),
  source: z.string(), catalogue: z.string(), request: z.string(),
});

function readKept(kept: unknown): typeof BLANK | null {
  const read = shape.safeParse(kept);
  return read.success ? read.data : null;
}

export function BuyScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const models = useOrderable();
  const sources = useOptions('sources');
  const { values, set: keep, drop, isKept } = useDraft('buy', BLANK, readKept);
  // An identity number is kept nowhere but in the customer's private part.
  const [identity, setIdentity] = useState('');
  // The same until it is saved, also in the draft: a purchase sent again, because the answer was lost, opens one file and one order.
  const [minted] = useState(() => crypto.randomUUID());
  const request = values.request || minted;
  const tell = useTell('buy_directly');
  const field = useFieldError(tell.error);
  const set = (part: Partial<typeof BLANK>) => keep({ ...part, request });
  const digits = values.phone.replace(/\D/g, '');
  const known = useAsk('check_phone', { typed: values.phone, except: null }, { enabled: digits.length >= 11 });
  const filled = <T extends { value: string }>(rows: T[]): T[] => rows.filter((row) => row.value.trim() !== '');
  const send = () => {
    const car: CarValue[] = filled([{ field: 'colour', value: values.colour }, { field: 'price_fen', value: values.price }]);
    const fields: OrderValue[] = filled([{ field: 'payment_plan', value: values.plan }, { field: 'deposit_fen', value: values.deposit }]);
    const own: PrivateValue[] = filled([{ field: 'identity_card', value: identity }, { field: 'home_address', value: values.home_address }]);
    tell.mutate(
      { name: values.name, phones: filled([{ value: values.phone }]).map((one) => one.value), sex: null, source: values.source, private: own, catalogue: values.catalogue || null, car, fields, request },
      {
        onSuccess: ({ saved, order, number }) => {
          drop();
          const words = saved.warnings.map((warning) => t(`domain.warnings.${warning.code}`));
          announce([t('orders.opened', { number }), ...words].join(' · '), saved.undo);
          void navigate(paths.order(saved.file, order));
        },
      },
    );
  };
  const text = (key: keyof typeof BLANK) => ({ value: values[key], onChange: (event: { currentTarget: { value: string } }) => set({ [key]: event.currentTarget.value }) });
  return (
    <Page title={t('orders.buy')} back={paths.orders} width={960}>
      <form className={classes['stack']} onSubmit={(event) => { event.preventDefault(); send(); }}>
        <ErrorNote error={field.besides('phones', 'amount', 'name')} />
        <div className={classes['columns']}>
          <section className={`${classes['section']} ${classes['form']}`}>
            <Title order={2}>{t('orders.buyer')}</Title>
            <TextInput label={t('domain.customer_fields.name')} {...text('name')} error={field.at('name')} />
            <TextInput label={t('orders.phone')} inputMode="tel" {...text('phone')} error={field.at('phones')} />
            {known.data?.known.length === 0 && known.data.perhaps && <PerhapsKnown key={values.phone} typed={values.phone} />}
            {known.data?.known.map((hit) => (
              <Group key={hit.file ?? hit.name} gap="xs" role="status">
                {t('orders.phone_known', { name: hit.name })}
                {hit.file && <Link to={paths.customer(hit.file)} className={classes['link'] ?? ''}>{t('orders.open_file')}</Link>}
              </Group>
            ))}
            <Select label={t('domain.customer_fields.source')} allowDeselect={false} data={sources} value={values.source} onChange={(source) => set({ source: source ?? 'walk_in' })} />
            <PasswordInput label={t('domain.private_fields.identity_card')} autoComplete="off" value={identity} onChange={(event) => setIdentity(event.currentTarget.value)} />
            <TextInput label={t('domain.private_fields.home_address')} {...text('home_address')} />
          </section>
          <section className={`${classes['section']} ${classes['form']}`}>
            <Title order={2}>{t('orders.car')}</Title>
            <Select searchable label={t('orders.model')} placeholder={t('orders.choose_model')} nothingFoundMessage={t('orders.no_model')} data={models} value={values.catalogue || null} onChange={(picked) => set({ catalogue: picked ?? '' })} />
            <TextInput label={t('domain.car_fields.colour')} {...text('colour')} />
            <TextInput label={t('domain.car_fields.price_fen')} description={t('orders.price_hint')} leftSection="¥" inputMode="decimal" {...text('price')} error={field.at('amount')} />
            <TextInput label={t('domain.order_fields.deposit_fen')} leftSection="¥" inputMode="decimal" {...text('deposit')} />
            <ChoiceChips label={t('domain.order_fields.payment_plan')} options={PAYMENT_PLANS.map((plan) => ({ value: plan, label: t(`domain.payment_plans.${plan}`) }))} value={PAYMENT_PLANS.find((plan) => plan === values.plan) ?? null} onChange={(plan) => set({ plan })} />
          </section>
        </div>
        <Group>
          <Button type="submit" loading={tell.isPending}>{t('orders.open_order')}</Button>
          {isKept && <Text size="sm" c="dimmed" role="status">{t('records.unsaved')}</Text>}
          {isKept && <Button variant="subtle" onClick={() => { drop(); setIdentity(''); tell.reset(); }}>{t('orders.buy_anew')}</Button>}
        </Group>
      </form>
    </Page>
  );
}
