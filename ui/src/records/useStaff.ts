// The people who look after customers, as the store knows them.
import { useAsk } from '../api/hooks';
import type { Role, StaffRow } from '../api/types';

const SELLING: readonly Role[] = ['consultant', 'dcc_agent', 'sales_manager'];

/** Staff that files are given to, and those who still hold some. */
export function useSellers(): StaffRow[] {
  const store = useAsk('store', {});
  const staff = store.data?.staff ?? [];
  return staff.filter(
    (person) => person.files > 0 || (person.state !== 'revoked' && person.roles.some((role) => SELLING.includes(role))),
  );
}
