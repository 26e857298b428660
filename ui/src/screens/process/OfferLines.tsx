// The price line by line; of a draft each line is opened by a tap.
import { Button, Group } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import { LINE_KINDS, type OpportunityPage, type PriceLine, type QuotationView } from '../../api/types';
import { useComplain } from '../../records/useComplain';
import { useSaid } from '../../records/useSaid';
import { LineSheet } from './LineSheet';
import classes from './Process.module.css';
import { useYuan } from './useYuan';

export function OfferLines({ page, view }: { page: OpportunityPage; view: QuotationView }) {
  const { t } = useTranslation();
  const yuan = useYuan();
  const said = useSaid();
  const complain = useComplain();
  const [editing, edit] = useState<PriceLine | 'new' | null>(null);
  const tell = useTell('edit_quotation', { done: said(t('process.offer.changed')) });
  const { quotation } = view;
  const readOnly = !view.is_draft || !page.can_edit;
  const lines = [...quotation.lines].sort((a, b) => LINE_KINDS.indexOf(a.kind) - LINE_KINDS.indexOf(b.kind));
  const decline = (field: 'no_options' | 'no_insurance') =>
    tell.mutate({ file: page.customer.file, id: quotation.id, edits: [{ edit: 'field', field, value: 'yes' }] }, { onError: complain });
  const offered = (kind: PriceLine['kind']) => lines.some((line) => line.kind === kind);
  return (
    <>
      <table className={classes['lines']} aria-label={t('process.offer.lines')}>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id}>
              <td>
                {readOnly ? <span className={classes['line']}><Told line={line} yuan={yuan} /></span> : <button type="button" onClick={() => edit(line)}><Told line={line} yuan={yuan} /></button>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {(['no_options', 'no_insurance'] as const).filter((field) => quotation.fields[field] === 'yes').map((field) => (
        <span key={field} className={classes['small']}>{t(`process.offer.${field}`)}</span>
      ))}
      {!readOnly && (
        <Group gap="xs">
          <Button size="sm" variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => edit('new')}>{t('process.offer.add_line')}</Button>
          {!offered('option') && quotation.fields['no_options'] !== 'yes' && <Button size="sm" variant="subtle" color="gray" onClick={() => decline('no_options')}>{t('process.offer.no_options')}</Button>}
          {!offered('insurance') && quotation.fields['no_insurance'] !== 'yes' && <Button size="sm" variant="subtle" color="gray" onClick={() => decline('no_insurance')}>{t('process.offer.no_insurance')}</Button>}
        </Group>
      )}
      {editing && <LineSheet page={page} view={view} line={editing === 'new' ? null : editing} onClose={() => edit(null)} />}
    </>
  );
}

function Told({ line, yuan }: { line: PriceLine; yuan: (fen: number) => string }) {
  const { t } = useTranslation();
  return (
    <>
      <span>{[t(`process.offer.kinds.${line.kind}`), line.label].filter(Boolean).join(' · ')}</span>
      <span className={classes['amount']}>{yuan(line.kind === 'discount' ? -line.amount : line.amount)}</span>
    </>
  );
}
