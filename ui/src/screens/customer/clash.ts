// What a clash is about and how its values read. A place is a path through the file, such as `opportunities / id / stage`.
import { useTranslation } from 'react-i18next';

import type { Clash, ClashValue, DeviceRow } from '../../api/types';
import { useFormat } from '../../shared/format';
import { useWords, type WordList } from '../../shared/words';

const LISTS: Record<string, WordList> = {
  stage: 'stages', grade: 'grades', purchase_window: 'windows', kind: 'customer_kinds', sex: 'sexes', source: 'sources',
  information_source: 'information_sources', way: 'ways',
};
const AMOUNTS = ['budget_fen', 'budget_from_fen', 'quote_fen', 'deposit_fen'];

/** Names of fields and values as a person reads them; never an id. */
export function useClashWords() {
  const { t } = useTranslation();
  const words = useWords();
  const { money } = useFormat();
  return {
    field: ({ place }: Clash): string => {
      const [root = '', ...rest] = place;
      const field = rest.at(-1) ?? root;
      if (root === 'phones') return t('customer.phone');
      if (root === 'opportunities') return words('opportunity_fields', field);
      if (root === 'follow_ups') return field === 'way' ? t('today.way') : field === 'aim' ? t('today.aim') : t('today.next');
      const known = words('customer_fields', field);
      return known === field ? words('private_fields', field) : known;
    },
    value: ({ place }: Clash, value: string): string => {
      const field = place.at(-1) ?? '';
      if (value === '') return t('customer.clashes.empty');
      if (field === 'referrer' || field === 'event') return t('customer.clashes.hidden');
      if (AMOUNTS.includes(field) && /^\d+$/.test(value)) return money(Number(value));
      const list = LISTS[field];
      return list ? words(list, value) : value === 'yes' ? t('common.yes') : value;
    },
  };
}

/** The device that wrote a value, told by its owner and its name. Ids come with or without dashes. */
export function writerOf(value: ClashValue, devices: readonly DeviceRow[]): DeviceRow | null {
  const plain = (id: string) => id.replaceAll('-', '').toLowerCase();
  const { device } = value;
  return device === null ? null : (devices.find((row) => plain(row.id) === plain(device)) ?? null);
}
