// Changes an order; what was changed is said in a toast with the way back.
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import type { OrderChange, OrderPage, Saved } from '../../api/types';
import { useComplain } from '../../records/useComplain';
import { useSaid } from '../../records/useSaid';

export interface OrderEditing {
  save: (...changes: OrderChange[]) => Promise<Saved>;
  tap: (...changes: OrderChange[]) => void;
}

export function useOrderEdit(page: OrderPage): OrderEditing {
  const { t } = useTranslation();
  const said = useSaid();
  const complain = useComplain();
  const tell = useTell('change_order', { done: said(t('common.saved')) });
  const at = { file: page.customer.file, order: page.order.id };
  return {
    save: (...changes) => tell.mutateAsync({ ...at, changes }),
    tap: (...changes) => tell.mutate({ ...at, changes }, { onError: complain }),
  };
}

/** Fen as people type them: yuan. */
export const asYuan = (fen: string | number | undefined): string => (fen === undefined || fen === '' ? '' : String(Number(fen) / 100));
