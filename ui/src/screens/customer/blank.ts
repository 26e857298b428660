// A customer file and its page in which nothing stands yet, for tests to begin from.
import type { CustomerFile, CustomerPage } from '../../api/types';

export const BLANK_FILE: CustomerFile = {
  id: 'f1', opened_at: 1, opened_by: 's1', fields: {}, phones: [], contacts: [], tags: [], fleet: null, judged: [], consents: [],
  opportunities: [], follow_ups: [], presentations: [], test_drives: [], quotations: [], orders: [], order_cars: [], payments: [], entries: [], clashes: [],
};

export const BLANK_PAGE: CustomerPage = {
  customer: BLANK_FILE, around_hand_over: [], masked: false, private: null, owner: null, names: [], referrer: null, duplicates: [],
  about: {
    relation: 'prospect', at_risk: false, thanks: null, reach: [], history: [], relation_said: false, classes: [], age_band: null, visits: 0, visit_interval_days: null, referred: [],
    required: [], required_private: [], requires_contact: false, requires_repurchase: [], do_not_call: false, can_promote: false, asks_order: false,
  },
  waiting: 0, can_edit: true, can_edit_private: false, can_assign: false, events: [], joined: [], can_join: false, can_comment: false,
  can_judge_losses: false, odds: [], followed: [], return_visits: [],
  erasure_requested: false, can_request_erasure: false,
};
