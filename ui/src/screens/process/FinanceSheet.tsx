// 融资方案: who lends how much, for how long, at what rate. The core works out what a month costs.
import { Button, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import type { OpportunityPage, QuotationView } from '../../api/types';
import { Sheet } from '../../records/Sheet';
import { useSaid } from '../../records/useSaid';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFieldError } from '../../shared/useFieldError';
import { typedYuan } from './useYuan';

const BP_PER_PERCENT = 100;
const MONTHS = 36;

export function FinanceSheet({ page, view, onClose }: { page: OpportunityPage; view: QuotationView; onClose: () => void }) {
  const { t } = useTranslation();
  const said = useSaid();
  const old = view.quotation.finance;
  const [lender, setLender] = useState(old?.lender ?? '');
  const [principal, setPrincipal] = useState(old ? typedYuan(old.principal) : '');
  const [months, setMonths] = useState<number | string>(old?.months ?? MONTHS);
  const [rate, setRate] = useState(old ? String(old.rate_bp / BP_PER_PERCENT) : '');
  const tell = useTell('edit_quotation', { done: said(t('process.offer.changed')) });
  const field = useFieldError(tell.error);
  const save = () =>
    tell.mutate(
      { file: page.customer.file, id: view.quotation.id, edits: [{ edit: 'finance', lender, principal, months: Number(months), rate }] },
      { onSuccess: onClose },
    );
  return (
    <Sheet opened title={t('process.offer.finance')} onClose={onClose} onSubmit={save} actions={<Button type="submit" loading={tell.isPending}>{t('common.save')}</Button>}>
      <ErrorNote error={field.besides('principal', 'months', 'rate')} />
      <TextInput label={t('process.offer.lender')} value={lender} onChange={(event) => setLender(event.currentTarget.value)} />
      <TextInput label={t('process.offer.principal')} leftSection="¥" inputMode="decimal" placeholder={t('process.offer.line_hint')} value={principal} error={field.at('principal')} onChange={(event) => setPrincipal(event.currentTarget.value)} />
      <NumberInput label={t('process.offer.term')} min={1} max={120} allowDecimal={false} allowNegative={false} hideControls value={months} error={field.at('months')} onChange={setMonths} />
      <TextInput label={t('process.offer.rate')} inputMode="decimal" value={rate} error={field.at('rate')} onChange={(event) => setRate(event.currentTarget.value)} />
    </Sheet>
  );
}
