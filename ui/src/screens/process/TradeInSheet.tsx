// 旧车置换: which car is taken in, for how much, and who valued it.
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import type { OpportunityPage, QuotationView } from '../../api/types';
import { Sheet } from '../../records/Sheet';
import { useSaid } from '../../records/useSaid';
import { useSession } from '../../session';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFieldError } from '../../shared/useFieldError';
import { typedYuan } from './useYuan';

interface Props {
  page: OpportunityPage;
  view: QuotationView;
  onClose: () => void;
}

export function TradeInSheet({ page, view, onClose }: Props) {
  const { t } = useTranslation();
  const { me } = useSession();
  const said = useSaid();
  const old = view.quotation.trade_in;
  const [car, setCar] = useState(old?.car ?? page.opportunity.fields['trade_in'] ?? '');
  const [valuation, setValuation] = useState(old ? typedYuan(old.valuation) : '');
  const [valuer, setValuer] = useState(old?.valuer ?? me.name);
  const tell = useTell('edit_quotation', { done: said(t('process.offer.changed')) });
  const field = useFieldError(tell.error);
  const save = () =>
    tell.mutate(
      { file: page.customer.file, id: view.quotation.id, edits: [{ edit: 'trade_in', car, valuation, valuer, valued_on: old?.valued_on ?? null }] },
      { onSuccess: onClose },
    );
  return (
    <Sheet opened title={t('process.offer.trade_in')} onClose={onClose} onSubmit={save} actions={<Button type="submit" loading={tell.isPending}>{t('common.save')}</Button>}>
      <ErrorNote error={field.besides('valuation')} />
      <TextInput data-autofocus label={t('process.offer.trade_in_car')} value={car} onChange={(event) => setCar(event.currentTarget.value)} />
      <TextInput label={t('process.offer.valuation')} leftSection="¥" inputMode="decimal" placeholder={t('process.offer.line_hint')} value={valuation} error={field.at('valuation')} onChange={(event) => setValuation(event.currentTarget.value)} />
      <TextInput label={t('process.offer.valuer')} value={valuer} onChange={(event) => setValuer(event.currentTarget.value)} />
    </Sheet>
  );
}
