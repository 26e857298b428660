// What a clash is about and how its values read. A place is a path through the file, such as `opportunities / id / stage`.
import { useTranslation } from 'react-i18next';

import type { Clash, ClashValue, CustomerPage, DeviceRow } from '../../api/types';
import { groupedPhone } from '../../records/numbers';
import { useFormat } from '../../shared/format';
import { useWords, type WordList } from '../../shared/words';

const LISTS: Record<string, WordList> = {
  stage: 'stages', grade: 'grades', purchase_window: 'windows', kind: 'customer_kinds', sex: 'sexes', source: 'sources',
  information_source: 'information_sources', way: 'ways', result: 'outcomes',
};
const AMOUNTS = ['budget_fen', 'budget_from_fen', 'quote_fen', 'deposit_fen'];
const FOLLOW_UP = { way: 'today.way', aim: 'today.aim', due_on: 'today.next', result: 'today.outcome' } as const;

/** Names of fields and values as a person reads them; never an id. */
export function useClashWords(page: CustomerPage) {
  const { t } = useTranslation();
  const words = useWords();
  const { money } = useFormat();
  return {
    field: ({ place }: Clash): string => {
      const [root = '', , inside = ''] = place;
      const field = place.at(-1) ?? '';
      if (root === 'phones') return t(field === 'label' ? 'customer.phones.label' : 'customer.phone');
      if (root === 'opportunities') return inside === 'interests' ? t('customer.opportunity.interests') : words('opportunity_fields', field);
      if (root === 'follow_ups') {
        const known = Object.entries(FOLLOW_UP).find(([name]) => name === field)?.[1];
        return known ? t(known) : t('today.next');
      }
      if (field === 'main_phone') return t('customer.clashes.main_phone');
      const known = words('customer_fields', field);
      return known === field ? words('private_fields', field) : known;
    },
    value: ({ place }: Clash, value: string): string => {
      const field = place.at(-1) ?? '';
      if (value === '') return t('customer.clashes.empty');
      const named = namedBy(page, field, value);
      if (named) return named;
      // Whatever an id names that this device does not hold is told as such.
      if (isId(value)) return t('customer.clashes.hidden');
      if (AMOUNTS.includes(field) && /^\d+$/.test(value)) return money(Number(value));
      const list = LISTS[field];
      return list ? words(list, value) : value === 'yes' ? t('common.yes') : value;
    },
  };
}

/** What the id in a register names, as far as this file tells. */
export function namedBy(page: CustomerPage, field: string, value: string): string | null {
  switch (field) {
    case 'main_phone': {
      const number = page.customer.phones.find((phone) => phone.id === value)?.number;
      return number ? groupedPhone(number.normalised ?? number.typed) : null;
    }
    case 'event':
      return page.events.find((event) => event.file === value)?.name ?? null;
    case 'referrer':
      return page.referrer?.file === value ? page.referrer.name || null : null;
    default:
      return null;
  }
}

const isId = (value: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);

/** The device that wrote a value, told by its owner and its name. Ids come with or without dashes. */
export function writerOf(value: ClashValue, devices: readonly DeviceRow[]): DeviceRow | null {
  const plain = (id: string) => id.replaceAll('-', '').toLowerCase();
  const { device } = value;
  return device === null ? null : (devices.find((row) => plain(row.id) === plain(device)) ?? null);
}
