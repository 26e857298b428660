// Changes a customer file. What was changed is said in a toast with the way back.
import { useTranslation } from 'react-i18next';

import { useTell } from '../api/hooks';
import type { CustomerChange, FileId, Saved } from '../api/types';
import { useComplain } from './useComplain';
import { useSaid } from './useSaid';

export interface Editing {
  /** Saves and says so; resolves once it is on the disk, rejects with the core's error. */
  save: (...edits: CustomerChange[]) => Promise<Saved>;
  /** Saves; a refusal is said in a toast. For buttons that are no form. */
  tap: (...edits: CustomerChange[]) => void;
}

export function useEdit(file: FileId): Editing {
  const { t } = useTranslation();
  const said = useSaid();
  const complain = useComplain();
  const tell = useTell('edit_customer', { done: said(t('common.saved')) });
  return {
    save: (...edits) => tell.mutateAsync({ file, edits }),
    tap: (...edits) => tell.mutate({ file, edits }, { onError: complain }),
  };
}
