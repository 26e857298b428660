// 配车: the VIN is looked at as it is typed; one that another order has is named before it is refused.
import { Button, Group, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useAsk, useTell } from '../../api/hooks';
import type { CarView, OrderPage, VinCheck } from '../../api/types';
import { Sheet } from '../../records/Sheet';
import { useComplain } from '../../records/useComplain';
import { useSaid } from '../../records/useSaid';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFieldError } from '../../shared/useFieldError';

const SETTLE_MS = 200;

export function AllotSheet({ page, view, onClose }: { page: OrderPage; view: CarView; onClose: () => void }) {
  const { t } = useTranslation();
  const said = useSaid();
  const complain = useComplain();
  const [vin, setVin] = useState(view.vin ?? '');
  const [asked] = useDebouncedValue(vin.trim(), SETTLE_MS);
  const check = useAsk('check_vin', { vin: asked, car: view.car.id }, { enabled: asked.length > 5 });
  const tell = useTell('allot_car', { done: said(t('orders.allotted')) });
  const field = useFieldError(tell.error);
  const send = (number: string) => tell.mutate({ file: page.customer.file, car: view.car.id, vin: number }, { onSuccess: onClose, onError: number ? undefined : complain });
  return (
    <Sheet
      opened
      title={t('orders.allot')}
      onClose={onClose}
      onSubmit={() => send(vin)}
      actions={(
        <Group>
          <Button type="submit" loading={tell.isPending} disabled={vin.trim() === ''}>{t('orders.allot')}</Button>
          {view.vin && <Button variant="default" onClick={() => send('')}>{t('orders.let_go')}</Button>}
        </Group>
      )}
    >
      <ErrorNote error={field.besides('vin')} />
      <TextInput label={t('domain.car_fields.vin')} description={t('orders.vin_hint')} autoCapitalize="characters" autoComplete="off" spellCheck={false} data-autofocus value={vin} error={field.at('vin')} onChange={(event) => setVin(event.currentTarget.value)} />
      {asked.length > 5 && check.data && <Known check={check.data} />}
    </Sheet>
  );
}

function Known({ check }: { check: VinCheck }) {
  const { t } = useTranslation();
  return (
    <div role="status">
      {check.claimed_by.map((claim) => <Text key={claim.number} size="md" c="red">{t('orders.claimed_by', { number: claim.number, name: claim.consultant?.name ?? '' })}</Text>)}
      {check.doubts.map((doubt) => <Text key={doubt} size="sm" c="orange">{t(`orders.vin_doubts.${doubt}`)}</Text>)}
      {check.names_a_car && check.model_year !== null && <Text size="sm" c="dimmed">{t('orders.model_year', { year: check.model_year })}</Text>}
    </div>
  );
}
