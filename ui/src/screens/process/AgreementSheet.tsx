// 试驾协议: the wording, and the customer's signature on the screen or on paper.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useAsk, useTell } from '../../api/hooks';
import { AGREEMENT_WAYS, type AgreementWay, type OpportunityPage, type TestDriveView } from '../../api/types';
import { ChoiceChips } from '../../records/ChoiceChips';
import { Sheet } from '../../records/Sheet';
import { useSaid } from '../../records/useSaid';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFieldError } from '../../shared/useFieldError';
import classes from './Process.module.css';
import { SignaturePad } from './SignaturePad';
import type { Stroke } from './strokes';

interface Props {
  page: OpportunityPage;
  view: TestDriveView;
  onClose: () => void;
}

export function AgreementSheet({ page, view, onClose }: Props) {
  const { t, i18n } = useTranslation();
  const terms = useAsk('test_drive_terms', { language: i18n.language === 'en' ? 'en' : 'zh-CN' });
  const said = useSaid();
  const [way, setWay] = useState<AgreementWay>('drawn');
  const [strokes, setStrokes] = useState<readonly Stroke[]>([]);
  const tell = useTell('edit_test_drive', { done: said(t('process.drive.saved')) });
  const field = useFieldError(tell.error);
  const save = () =>
    terms.data && tell.mutate(
      {
        file: page.customer.file,
        id: view.drive.id,
        edits: [{ edit: 'agreement', way, wording: terms.data.version, strokes: way === 'drawn' ? JSON.stringify(strokes) : null }],
      },
      { onSuccess: onClose },
    );
  return (
    <Sheet
      opened
      title={t('process.drive.agreement_do')}
      onClose={onClose}
      onSubmit={save}
      actions={<Button type="submit" loading={tell.isPending} disabled={!terms.data}>{t('common.save')}</Button>}
    >
      <ErrorNote error={field.besides()} />
      <ErrorNote error={terms.error} again={() => void terms.refetch()} />
      <ol className={classes['wording']}>
        {terms.data?.clauses.map((clause) => <li key={clause}>{clause}</li>)}
      </ol>
      <ChoiceChips label={t('process.drive.agreement_way')} options={AGREEMENT_WAYS.map((one) => ({ value: one, label: t(`process.drive.agreement_ways.${one}`) }))} value={way} onChange={setWay} />
      {way === 'drawn' && <SignaturePad label={t('process.drive.agreement_sign')} strokes={strokes} onChange={setStrokes} />}
    </Sheet>
  );
}
