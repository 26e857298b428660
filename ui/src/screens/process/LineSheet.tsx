// One line of a price.
import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import { LINE_KINDS, type LineKind, type OpportunityPage, type PriceLine, type QuotationView } from '../../api/types';
import { Sheet } from '../../records/Sheet';
import { useSaid } from '../../records/useSaid';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFieldError } from '../../shared/useFieldError';
import { typedYuan } from './useYuan';

interface Props {
  page: OpportunityPage;
  view: QuotationView;
  line: PriceLine | null;
  onClose: () => void;
}

export function LineSheet({ page, view, line, onClose }: Props) {
  const { t } = useTranslation();
  const said = useSaid();
  const hasVehicle = view.quotation.lines.some((one) => one.kind === 'vehicle');
  const [kind, setKind] = useState<LineKind>(line?.kind ?? (hasVehicle ? 'insurance' : 'vehicle'));
  const [label, setLabel] = useState(line?.label ?? '');
  const [amount, setAmount] = useState(line ? typedYuan(line.amount) : '');
  const tell = useTell('edit_quotation', { done: said(t('process.offer.changed')) });
  const field = useFieldError(tell.error);
  const target = { file: page.customer.file, id: view.quotation.id };
  const save = () => tell.mutate({ ...target, edits: [{ edit: 'line', id: line?.id ?? null, kind, label, amount }] }, { onSuccess: onClose });
  return (
    <Sheet
      opened
      title={t('process.offer.line_title')}
      onClose={onClose}
      onSubmit={save}
      actions={
        <>
          {line && (
            <Button variant="subtle" color="gray" onClick={() => tell.mutate({ ...target, edits: [{ edit: 'remove_line', id: line.id }] }, { onSuccess: onClose })}>
              {t('process.offer.remove_line')}
            </Button>
          )}
          <Button type="submit" loading={tell.isPending}>{t('common.save')}</Button>
        </>
      }
    >
      <ErrorNote error={field.besides('amount', 'label')} />
      <Select
        label={t('process.offer.line_kind')}
        data={LINE_KINDS.map((one) => ({ value: one, label: t(`process.offer.kinds.${one}`) }))}
        value={kind}
        allowDeselect={false}
        comboboxProps={{ withinPortal: true }}
        onChange={(picked) => setKind(LINE_KINDS.find((one) => one === picked) ?? kind)}
      />
      <TextInput label={t('process.offer.line_label')} value={label} error={field.at('label')} onChange={(event) => setLabel(event.currentTarget.value)} />
      <TextInput data-autofocus label={t('process.offer.line_amount')} leftSection="¥" inputMode="decimal" placeholder={t('process.offer.line_hint')} value={amount} error={field.at('amount')} onChange={(event) => setAmount(event.currentTarget.value)} />
    </Sheet>
  );
}
