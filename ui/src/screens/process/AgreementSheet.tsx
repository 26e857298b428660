// 试驾协议: the wording, and the customer's signature on the screen or on paper.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import { AGREEMENT_WAYS, type AgreementWay, type OpportunityPage, type TestDriveView } from '../../api/types';
import { ChoiceChips } from '../../records/ChoiceChips';
import { Sheet } from '../../records/Sheet';
import { useSaid } from '../../records/useSaid';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFieldError } from '../../shared/useFieldError';
import classes from './Process.module.css';
import { SignaturePad } from './SignaturePad';
import type { Stroke } from './strokes';

/** Which wording was shown; a changed text gets another one. */
const WORDING = 'test_drive_2026_1';

interface Props {
  page: OpportunityPage;
  view: TestDriveView;
  onClose: () => void;
}

export function AgreementSheet({ page, view, onClose }: Props) {
  const { t } = useTranslation();
  const said = useSaid();
  const [way, setWay] = useState<AgreementWay>('drawn');
  const [strokes, setStrokes] = useState<readonly Stroke[]>([]);
  const tell = useTell('edit_test_drive', { done: said(t('process.drive.saved')) });
  const field = useFieldError(tell.error);
  const save = () =>
    tell.mutate(
      {
        file: page.customer.file,
        id: view.drive.id,
        edits: [{ edit: 'agreement', way, wording: WORDING, strokes: way === 'drawn' ? JSON.stringify(strokes) : null }],
      },
      { onSuccess: onClose },
    );
  return (
    <Sheet
      opened
      title={t('process.drive.agreement_do')}
      onClose={onClose}
      onSubmit={save}
      actions={<Button type="submit" loading={tell.isPending}>{t('common.save')}</Button>}
    >
      <ErrorNote error={field.besides()} />
      <p className={classes['wording']}>{t('process.drive.agreement_text')}</p>
      <ChoiceChips label={t('process.drive.agreement_way')} options={AGREEMENT_WAYS.map((one) => ({ value: one, label: t(`process.drive.agreement_ways.${one}`) }))} value={way} onChange={setWay} />
      {way === 'drawn' && <SignaturePad label={t('process.drive.agreement_sign')} strokes={strokes} onChange={setStrokes} />}
    </Sheet>
  );
}
