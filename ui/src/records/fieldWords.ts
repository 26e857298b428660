// Names of fields and values as a person reads them; never an id. A place is a path through a file, such as
// `opportunities / id / stage`.
import type { ParseKeys } from 'i18next';
import { useTranslation } from 'react-i18next';

import { useFormat } from '../shared/format';
import { useWords, type WordList } from '../shared/words';

const LISTS: Record<string, WordList> = {
  stage: 'stages', grade: 'grades', purchase_window: 'windows', kind: 'customer_kinds', sex: 'sexes', source: 'sources',
  information_source: 'information_sources', preferred_way: 'ways', age_band: 'age_bands', education: 'educations',
  company_size: 'company_sizes', acquisition_channel: 'acquisition_channels', payment_habit: 'payment_habits',
  current_car_use: 'vehicle_uses', current_car_class: 'vehicle_classes', household_income: 'income_bands', way: 'ways', result: 'outcomes', outcome: 'outcomes', purpose: 'consent_purposes',
};
const AMOUNTS = ['budget_fen', 'budget_from_fen', 'quote_fen', 'deposit_fen', 'service_spend_fen'];
const FOLLOW_UP = { way: 'today.way', aim: 'today.aim', due_on: 'today.next', result: 'today.outcome', outcome: 'today.outcome', text: 'today.said' } as const;

/** What the ledger says, by the word that an undo names it with. */
const OTHERS: Record<string, ParseKeys> = {
  owner: 'hands.words.owner', joined: 'hands.words.joined', roles: 'hands.words.roles',
};

export function useFieldWords() {
  const { t } = useTranslation();
  const words = useWords();
  const { money } = useFormat();
  const told = {
    field: (place: readonly string[]): string => {
      const [root = '', ...rest] = place;
      const field = place.at(-1) ?? '';
      if (root === 'phones') return t(field === 'label' ? 'customer.phones.label' : 'customer.phone');
      if (root === 'opportunities') return rest.includes('interests') ? t('customer.opportunity.interests') : words('opportunity_fields', field);
      if (root === 'follow_ups') {
        const known = Object.entries(FOLLOW_UP).find(([name]) => name === field)?.[1];
        return known ? t(known) : t('today.next');
      }
      if (root === 'entries') return words('entry_kinds', 'note');
      if (root === 'consents') return t('customer.consents.title');
      if (field === 'main_phone') return t('customer.clashes.main_phone');
      const known = words('customer_fields', field);
      return known === field ? words('private_fields', field) : known;
    },
    /** `named` is what the id in the field names, where somebody knows. */
    value: (place: readonly string[], value: string, named: string | null = null): string => {
      const field = place.at(-1) ?? '';
      if (value === '') return t('customer.clashes.empty');
      if (named) return named;
      // Whatever an id names that this device does not hold is told as such.
      if (isId(value)) return t('customer.clashes.hidden');
      if (AMOUNTS.includes(field) && /^\d+$/.test(value)) return money(Number(value));
      const list = LISTS[field];
      return list ? words(list, value) : value === 'yes' ? t('common.yes') : value;
    },
  };
  return {
    ...told,
    /** The word for a place; null where none is known, so that no code is ever shown. */
    known: (place: readonly string[]): string | null => {
      const last = place.at(-1) ?? '';
      const said = OTHERS[last];
      if (said) return t(said);
      const word = told.field(place);
      return word === last ? null : word;
    },
  };
}

const isId = (value: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);
