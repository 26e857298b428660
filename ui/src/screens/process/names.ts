// Names of the people a page mentions.
import type { StaffId, StaffName } from '../../api/types';

/** A function from a person to their name; empty where the page does not tell. */
export const nameIn = (names: readonly StaffName[]) => (id: StaffId | null | undefined): string =>
  names.find((name) => name.id === id)?.name ?? '';
