// 客户拒绝: why, in the customer's words.
import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import type { OpportunityPage, QuotationView } from '../../api/types';
import { Sheet } from '../../records/Sheet';
import { useSaid } from '../../records/useSaid';
import { ErrorNote } from '../../shared/ErrorNote';

export function DeclineSheet({ page, view, onClose }: { page: OpportunityPage; view: QuotationView; onClose: () => void }) {
  const { t } = useTranslation();
  const said = useSaid();
  const [text, setText] = useState('');
  const tell = useTell('decide_quotation', { done: said(t('process.offer.said.declined')) });
  const save = () => tell.mutate({ file: page.customer.file, id: view.quotation.id, to: 'declined', text }, { onSuccess: onClose });
  return (
    <Sheet opened title={t('process.offer.to.declined')} onClose={onClose} onSubmit={save} actions={<Button type="submit" loading={tell.isPending}>{t('common.save')}</Button>}>
      <ErrorNote error={tell.error} />
      <Textarea data-autofocus label={t('process.offer.declined_why')} autosize minRows={3} value={text} onChange={(event) => setText(event.currentTarget.value)} />
    </Sheet>
  );
}
