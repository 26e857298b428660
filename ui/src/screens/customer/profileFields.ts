// Which fields the profile shows and in what order. Those that stand elsewhere in the file are left out.
import type { CustomerField, PrivateField } from '../../api/types';
import type { WordList } from '../../shared/words';

interface ProfileField {
  field: CustomerField;
  /** Chosen from a list of words. */
  list?: WordList;
  as?: 'date' | 'yes' | 'long' | 'email' | 'tel' | 'numeric';
}

/** Always shown, so that staff see what is still to be asked. */
export const FIRST: readonly ProfileField[] = [
  { field: 'sex', list: 'sexes' },
  { field: 'kind', list: 'customer_kinds' },
  { field: 'source', list: 'sources' },
  { field: 'information_source', list: 'information_sources' },
  { field: 'convenient_time' },
  { field: 'current_car' },
  { field: 'employer' },
  { field: 'job_title' },
  { field: 'remark', as: 'long' },
];

/** Shown where filled in, or on request. */
export const OTHERS: readonly ProfileField[] = [
  { field: 'wechat' },
  { field: 'email', as: 'email' },
  { field: 'birth_on', as: 'date' },
  { field: 'occupation' },
  { field: 'hobbies' },
  { field: 'family_size', as: 'numeric' },
  { field: 'education' },
  { field: 'province' },
  { field: 'city' },
  { field: 'compound' },
  { field: 'postcode', as: 'numeric' },
  { field: 'employer_address' },
  { field: 'fax', as: 'tel' },
  { field: 'latin_name' },
  { field: 'contact_refused', as: 'yes' },
  { field: 'do_not_call', as: 'yes' },
  { field: 'campaign' },
  { field: 'external_id' },
  { field: 'imported_vehicles', as: 'long' },
];

export const PRIVATE: readonly PrivateField[] = ['identity_card', 'identity_card_tail', 'driving_licence', 'home_address', 'household_income'];
