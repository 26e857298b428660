import type { NewConsent } from '../../api/types';

/** The wording under `handed.consent`; a changed wording gets a new version, so that a file tells what was agreed to. */
export const CONSENT: NewConsent = { purpose: 'consulting', wording: 'handed-1', way: 'tick' };
