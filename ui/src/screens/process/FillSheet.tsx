// 补填: what a step lacks, to be typed on the spot. What was filled in stays until the sheet is closed.
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import type { CustomerPage, Missing, OpportunityPage } from '../../api/types';
import { Sheet } from '../../records/Sheet';
import { FactRow } from './FactRow';

interface Props {
  page: OpportunityPage;
  customer: CustomerPage;
  missing: readonly Missing[];
  onClose: () => void;
}

export function FillSheet({ page, customer, missing, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Sheet opened title={t('process.fill')} onClose={onClose} onSubmit={onClose} actions={<Button type="submit">{t('common.close')}</Button>}>
      {missing.map((one) => <FactRow key={one.fact} page={page} customer={customer} missing={one} />)}
    </Sheet>
  );
}
