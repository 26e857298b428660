// Who it is, in one line: the name, else the number, else that nothing was left.
import { useTranslation } from 'react-i18next';

import type { CustomerRow } from '../api/types';
import { groupedPhone } from './numbers';

type Titled = Pick<CustomerRow, 'name' | 'phone' | 'contact_refused'>;

/** The two lines a customer is known by. */
export function useCustomerTitle() {
  const { t } = useTranslation();
  return (row: Titled): { title: string; under: string } => {
    const missing = row.contact_refused ? t('common.refused_phone') : t('common.no_phone');
    if (row.name) return { title: row.name, under: row.phone ? groupedPhone(row.phone) : missing };
    if (row.phone) return { title: groupedPhone(row.phone), under: t('common.unnamed') };
    return { title: t('common.unnamed'), under: missing };
  };
}
