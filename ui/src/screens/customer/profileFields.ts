// Which fields the profile shows and in what order: as a talk with a person goes, from how to reach them over the car they
// drive to what is asked last. Those that stand elsewhere in the file are left out.
import {
  ACQUISITION_CHANNELS, AGE_BANDS, COMPANY_SIZES, CUSTOMER_KINDS, EDUCATIONS, INCOME_BANDS, INFORMATION_SOURCES, PAYMENT_HABITS, SEXES, THANKS_STATES,
  VEHICLE_CLASSES, VEHICLE_USES, WAYS, type CustomerField, type PrivateField,
} from '../../api/types';
import type { WordList } from '../../shared/words';

export interface ProfileField {
  field: CustomerField;
  /** Chosen from a list of words. */
  list?: WordList;
  options?: readonly string[];
  /** Chosen from a list that the store keeps. */
  choices?: 'sources';
  as?: 'date' | 'yes' | 'long' | 'email' | 'tel' | 'numeric' | 'money';
  /** Shown though nothing is filled in. */
  first?: true;
}

export type ProfileGroup = 'reach' | 'came' | 'car' | 'person' | 'firm' | 'other';

const chosen = (field: CustomerField, list: WordList, options: readonly string[], first?: true): ProfileField =>
  first ? { field, list, options, first } : { field, list, options };

export const GROUPS: readonly { group: ProfileGroup; fields: readonly ProfileField[] }[] = [
  {
    group: 'reach',
    fields: [
      { field: 'convenient_time', first: true },
      chosen('preferred_way', 'ways', WAYS),
      { field: 'wechat' },
      { field: 'email', as: 'email' },
      { field: 'fax', as: 'tel' },
      { field: 'do_not_call', as: 'yes' },
      { field: 'contact_refused', as: 'yes' },
      { field: 'out_of_town', as: 'yes' },
    ],
  },
  {
    group: 'came',
    fields: [
      { field: 'source', list: 'sources', choices: 'sources', first: true },
      chosen('information_source', 'information_sources', INFORMATION_SOURCES, true),
      chosen('acquisition_channel', 'acquisition_channels', ACQUISITION_CHANNELS),
      { field: 'campaign' },
      { field: 'member', as: 'yes' },
      { field: 'member_number' },
      { field: 'member_benefits', as: 'long' },
      chosen('thanks_state', 'thanks_states', THANKS_STATES),
      { field: 'thanks' },
      { field: 'thanks_to' },
      { field: 'thanks_on', as: 'date' },
    ],
  },
  {
    group: 'car',
    fields: [
      { field: 'current_car', first: true },
      { field: 'current_plate' },
      { field: 'current_car_since' },
      chosen('current_car_use', 'vehicle_uses', VEHICLE_USES),
      chosen('current_car_class', 'vehicle_classes', VEHICLE_CLASSES),
      { field: 'service_spend_fen', as: 'money' },
      { field: 'service_visits', as: 'numeric' },
      chosen('payment_habit', 'payment_habits', PAYMENT_HABITS),
      { field: 'imported_vehicles', as: 'long' },
    ],
  },
  {
    group: 'person',
    fields: [
      chosen('sex', 'sexes', SEXES, true),
      { field: 'birth_on', as: 'date' },
      { field: 'birth_year' },
      chosen('age_band', 'age_bands', AGE_BANDS),
      { field: 'occupation' },
      { field: 'hobbies' },
      chosen('education', 'educations', EDUCATIONS),
      { field: 'family_size', as: 'numeric' },
      { field: 'compound' },
      { field: 'region' },
      { field: 'city' },
      { field: 'province' },
      { field: 'postcode', as: 'numeric' },
      { field: 'latin_name' },
    ],
  },
  {
    group: 'firm',
    fields: [
      chosen('kind', 'customer_kinds', CUSTOMER_KINDS.filter((kind) => kind !== 'batch'), true),
      { field: 'employer', first: true },
      { field: 'job_title' },
      { field: 'industry' },
      chosen('company_size', 'company_sizes', COMPANY_SIZES),
      { field: 'employer_address' },
    ],
  },
  { group: 'other', fields: [{ field: 'remark', as: 'long', first: true }, { field: 'external_id' }] },
];

/** Of the private part; those that are chosen from a list carry it. */
export const PRIVATE: readonly { field: PrivateField; list?: WordList; options?: readonly string[] }[] = [
  { field: 'identity_card' },
  { field: 'identity_card_tail' },
  { field: 'driving_licence' },
  { field: 'home_address' },
  { field: 'household_income', list: 'income_bands', options: INCOME_BANDS },
];
