// What is offered beside the price: configuration, colour, until when, in words; loan and car taken in.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import type { OpportunityPage, QuotationChange, QuotationField, QuotationView } from '../../api/types';
import { FieldRow } from '../../records/FieldRow';
import { InlineDate } from '../../records/InlineDate';
import { InlineText } from '../../records/InlineText';
import { useComplain } from '../../records/useComplain';
import { useSaid } from '../../records/useSaid';
import { useSession } from '../../session';
import { useFormat } from '../../shared/format';
import { FinanceSheet } from './FinanceSheet';
import { TradeInSheet } from './TradeInSheet';
import classes from './Process.module.css';
import { useYuan } from './useYuan';

const TEXTS = ['configuration', 'colour', 'remark'] as const satisfies readonly QuotationField[];
const BP_PER_PERCENT = 100;

export function OfferFields({ page, view }: { page: OpportunityPage; view: QuotationView }) {
  const { t } = useTranslation();
  const { today } = useSession();
  const { date } = useFormat();
  const yuan = useYuan();
  const said = useSaid();
  const complain = useComplain();
  const [open, setOpen] = useState<'finance' | 'trade_in' | null>(null);
  const tell = useTell('edit_quotation', { done: said(t('process.offer.changed')) });
  const { quotation } = view;
  const { fields, finance, trade_in: tradeIn } = quotation;
  const readOnly = !view.is_draft || !page.can_edit;
  const request = (edit: QuotationChange) => ({ file: page.customer.file, id: quotation.id, edits: [edit] });
  const tap = (edit: QuotationChange) => tell.mutate(request(edit), { onError: complain });
  const loan = finance && t('process.offer.finance_line', { lender: finance.lender, principal: yuan(finance.principal), months: finance.months, rate: finance.rate_bp / BP_PER_PERCENT });
  const car = tradeIn && t('process.offer.trade_in_line', { car: tradeIn.car, valuation: yuan(tradeIn.valuation), valuer: tradeIn.valuer, day: date(tradeIn.valued_on, today) });
  return (
    <div>
      {TEXTS.filter((field) => !readOnly || fields[field]).map((field) => (
        <FieldRow key={field} label={t(`process.offer.${field}`)}>
          <InlineText
            label={t(`process.offer.${field}`)}
            value={fields[field] ?? ''}
            readOnly={readOnly}
            multiline={field === 'remark'}
            onSave={(value) => tell.mutateAsync(request({ edit: 'field', field, value }))}
          />
        </FieldRow>
      ))}
      {(!readOnly || fields['valid_until']) && <FieldRow label={t('process.offer.valid_until')}>
        <InlineDate label={t('process.offer.valid_until')} value={fields['valid_until'] ?? ''} readOnly={readOnly} onPick={(value) => tap({ edit: 'field', field: 'valid_until', value })} />
      </FieldRow>}
      <FieldRow label={t('process.offer.finance')}>
        <Part text={loan} unwanted={fields['no_finance'] === 'yes' ? t('process.offer.finance_none') : null} readOnly={readOnly} edit={t('process.offer.finance_edit')} none={t('process.offer.finance_none')} onEdit={() => setOpen('finance')} onNone={() => tap({ edit: 'no_finance' })} />
      </FieldRow>
      <FieldRow label={t('process.offer.trade_in')}>
        <Part text={car} unwanted={fields['no_trade_in'] === 'yes' ? t('process.offer.trade_in_none') : null} readOnly={readOnly} edit={t('process.offer.trade_in_edit')} none={t('process.offer.trade_in_none')} onEdit={() => setOpen('trade_in')} onNone={() => tap({ edit: 'no_trade_in' })} />
      </FieldRow>
      {open === 'finance' && <FinanceSheet page={page} view={view} onClose={() => setOpen(null)} />}
      {open === 'trade_in' && <TradeInSheet page={page} view={view} onClose={() => setOpen(null)} />}
    </div>
  );
}

interface PartProps {
  text: string | null;
  /** What is said where the customer does not want it. */
  unwanted: string | null;
  readOnly: boolean;
  edit: string;
  none: string;
  onEdit: () => void;
  onNone: () => void;
}

/** Something offered, or declined, or not spoken of yet. */
function Part({ text, unwanted, readOnly, edit, none, onEdit, onNone }: PartProps) {
  const { t } = useTranslation();
  const shown = text ?? unwanted ?? t('process.offer.not_yet');
  if (readOnly) return <div className={classes['part']}>{shown}</div>;
  return (
    <div className={classes['part']}>
      {(text ?? unwanted) !== null && <span className={classes['words']}>{shown}</span>}
      <Button size="sm" variant="default" onClick={onEdit}>{edit}</Button>
      {unwanted === null && <Button size="sm" variant="subtle" color="gray" onClick={onNone}>{none}</Button>}
    </div>
  );
}
