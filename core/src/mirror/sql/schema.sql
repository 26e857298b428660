CREATE TABLE m_version (version INTEGER NOT NULL) STRICT;

-- One row holds all that a list shows. `row` is a number of this device only; what leaves the mirror names files.
CREATE TABLE m_customer (
    row INTEGER PRIMARY KEY,
    file BLOB NOT NULL UNIQUE,
    owner BLOB,
    source TEXT NOT NULL,
    grade TEXT,
    stage TEXT,
    next_on TEXT NOT NULL, -- 9999-12-31 where nothing is planned, so that it sorts last
    last_contact_at INTEGER,
    opened_at INTEGER,
    clashes INTEGER NOT NULL,
    is_incomplete INTEGER NOT NULL,
    lacks_follow_up INTEGER NOT NULL,
    opened_by BLOB,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL, -- pinyin for sorting
    kind TEXT NOT NULL,
    phone TEXT NOT NULL,
    contact_refused INTEGER NOT NULL,
    do_not_call INTEGER NOT NULL,
    first_contact_at INTEGER,
    opportunity BLOB,
    interests TEXT NOT NULL, -- names, one per line
    budget_fen INTEGER,
    event BLOB,
    registered_on TEXT, -- the day the file was opened; null where nothing is left in it
    back_on TEXT NOT NULL, -- 9999-12-31 where they were not, as below
    is_lead INTEGER NOT NULL,
    invited_on TEXT NOT NULL,
    content BLOB NOT NULL, -- hash of everything derived from the document
    words BLOB NOT NULL -- hash of what m_search holds for it
) STRICT;
-- All that a filter asks, so that sieving 50,000 files reads 800 pages instead of 4,000.
CREATE INDEX m_customer_sieve
ON m_customer (owner, source, grade, stage, next_on, clashes, is_incomplete, lacks_follow_up);
CREATE INDEX m_customer_by_contact ON m_customer (last_contact_at DESC, file);
CREATE INDEX m_customer_by_name ON m_customer (name_key, file);
CREATE INDEX m_customer_by_due ON m_customer (next_on, file);
CREATE INDEX m_customer_by_age ON m_customer (opened_at DESC, file);
-- All that the rates ask of the registered customers of some days.
CREATE INDEX m_customer_registered ON m_customer (registered_on, owner, source, back_on, is_lead, invited_on, file)
WHERE registered_on IS NOT NULL;
-- Files that nobody has contacted yet.
CREATE INDEX m_customer_untouched ON m_customer (opened_at, source, owner) WHERE first_contact_at IS NULL;

CREATE TABLE m_phone (
    row INTEGER NOT NULL,
    id BLOB NOT NULL,
    normalised TEXT,
    person TEXT, -- the contact person whose number it is; none for the customer's own
    PRIMARY KEY (row, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX m_phone_by_number ON m_phone (normalised) WHERE normalised IS NOT NULL;

-- Free tags. The word leads, because a filter asks for all that have one.
CREATE TABLE m_tag (
    tag TEXT NOT NULL,
    row INTEGER NOT NULL,
    PRIMARY KEY (tag, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX m_tag_of_customer ON m_tag (row, tag);

-- What is asked of a person: how they stand with the store, who sent them, what segment they belong to.
CREATE TABLE m_profile (
    row INTEGER PRIMARY KEY,
    relation TEXT NOT NULL, -- before the passing of time is asked
    lapse_from INTEGER, -- the last contact of a customer, from which the time until they lapse counts
    sex TEXT NOT NULL,
    education TEXT NOT NULL,
    birth_on TEXT NOT NULL,
    birth_year TEXT NOT NULL,
    age_band TEXT NOT NULL,
    referrer BLOB,
    is_referred INTEGER NOT NULL
) STRICT;
CREATE INDEX m_profile_by_referrer ON m_profile (referrer) WHERE referrer IS NOT NULL;

-- What a file is known by beside its numbers, `reason:text`, and which of it two or more files have.
CREATE TABLE m_mark_of (
    row INTEGER NOT NULL,
    mark TEXT NOT NULL,
    PRIMARY KEY (row, mark)
) STRICT, WITHOUT ROWID;
CREATE INDEX m_mark_of_by_mark ON m_mark_of (mark);
CREATE TABLE m_mark (
    mark TEXT NOT NULL PRIMARY KEY,
    files INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Files with nearly the same number whose names do not speak against it.
CREATE TABLE m_near (
    low INTEGER NOT NULL,
    high INTEGER NOT NULL,
    PRIMARY KEY (low, high)
) STRICT, WITHOUT ROWID;
CREATE INDEX m_near_by_high ON m_near (high);

-- Files of which a manager said that they are not the same person.
CREATE TABLE m_apart (
    row INTEGER NOT NULL,
    other BLOB NOT NULL,
    PRIMARY KEY (row, other)
) STRICT, WITHOUT ROWID;

-- Joined customers of whom a manager is asked whether they stay so although there is an order.
CREATE TABLE m_question (
    file BLOB NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- Numbers that are the customer's own in two or more files.
CREATE TABLE m_shared (
    normalised TEXT NOT NULL PRIMARY KEY,
    files INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE m_opportunity (
    row INTEGER NOT NULL,
    id BLOB NOT NULL,
    stage TEXT NOT NULL,
    grade TEXT NOT NULL,
    owner BLOB,
    source TEXT NOT NULL,
    event BLOB,
    budget_fen INTEGER,
    last_contact_at INTEGER,
    registered_on TEXT, -- of the customer
    opened_on TEXT NOT NULL,
    ended_on TEXT NOT NULL, -- 9999-12-31 while it is open
    ending TEXT NOT NULL, -- won, lost, aside; empty while it is open
    PRIMARY KEY (row, id)
) STRICT, WITHOUT ROWID;
-- All that the rates ask of purchases: which ended when, and whose of those registered then were open.
CREATE INDEX m_opportunity_by_end ON m_opportunity (ending, ended_on, opened_on, owner, source);
CREATE INDEX m_opportunity_carried ON m_opportunity (registered_on, row, opened_on, ended_on, owner, source);

CREATE TABLE m_interest (
    row INTEGER NOT NULL,
    opportunity BLOB NOT NULL,
    position INTEGER NOT NULL,
    id BLOB NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (row, opportunity, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE m_follow_up (
    row INTEGER NOT NULL,
    id BLOB NOT NULL,
    opportunity BLOB,
    owner BLOB,
    way TEXT NOT NULL,
    aim TEXT NOT NULL,
    due_on TEXT NOT NULL,
    planned_by BLOB,
    done_at INTEGER,
    done_by BLOB,
    outcome TEXT NOT NULL,
    said TEXT NOT NULL,
    comment_at INTEGER,
    comment_by BLOB,
    comment TEXT NOT NULL,
    answer_at INTEGER,
    answer_by BLOB,
    answer TEXT NOT NULL,
    unanswered INTEGER NOT NULL,
    PRIMARY KEY (row, id)
) STRICT, WITHOUT ROWID;
-- `done_at` stands in it only so that SQLite sees the index suffices.
CREATE INDEX m_follow_up_open ON m_follow_up (due_on, id, owner, done_at) WHERE done_at IS NULL;
CREATE INDEX m_follow_up_due ON m_follow_up (due_on, owner);
-- All that reports and reviews ask of a month of results, so that their words are not read.
CREATE INDEX m_follow_up_done ON m_follow_up (done_at, done_by, owner, way, due_on, comment_at, unanswered)
WHERE done_at IS NOT NULL;
CREATE INDEX m_follow_up_unanswered ON m_follow_up (comment_at, owner) WHERE unanswered = 1;
CREATE INDEX m_follow_up_uncommented ON m_follow_up (done_at, done_by, owner, comment_at)
WHERE done_at IS NOT NULL AND comment_at IS NULL;

-- Purchases that were given up, with what was said about it.
CREATE TABLE m_loss (
    row INTEGER NOT NULL,
    opportunity BLOB NOT NULL,
    state TEXT NOT NULL,
    request BLOB NOT NULL,
    asked_at INTEGER NOT NULL,
    asked_by BLOB NOT NULL,
    reason TEXT NOT NULL,
    competitor TEXT NOT NULL,
    words TEXT NOT NULL,
    stage TEXT NOT NULL,
    grade TEXT NOT NULL,
    verdict_at INTEGER,
    verdict_by BLOB,
    verdict TEXT NOT NULL,
    revived_at INTEGER,
    revived_by BLOB,
    revival TEXT NOT NULL,
    owner BLOB,
    PRIMARY KEY (row, opportunity)
) STRICT, WITHOUT ROWID;
CREATE INDEX m_loss_by_time ON m_loss (asked_at, opportunity, owner, state, reason, competitor);

-- Which grades and stages the purchases passed through that have ended.
CREATE TABLE m_past (
    row INTEGER NOT NULL,
    opportunity BLOB NOT NULL,
    grade TEXT NOT NULL,
    stage TEXT NOT NULL,
    won INTEGER NOT NULL,
    PRIMARY KEY (row, opportunity, grade, stage)
) STRICT, WITHOUT ROWID;
CREATE INDEX m_past_by_place ON m_past (grade, stage, won);

-- Calls, visits, messages and test drives beside follow-ups.
CREATE TABLE m_touch (
    row INTEGER NOT NULL,
    id BLOB NOT NULL,
    at INTEGER NOT NULL,
    by BLOB NOT NULL,
    what TEXT NOT NULL,
    PRIMARY KEY (row, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX m_touch_by_time ON m_touch (at, by, what);

-- Which customers were caught at which event: by an opportunity or by a line of the timeline.
CREATE TABLE m_lead (
    event BLOB NOT NULL,
    row INTEGER NOT NULL,
    PRIMARY KEY (event, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX m_lead_of_customer ON m_lead (row);

CREATE TABLE m_order (
    row INTEGER NOT NULL,
    id BLOB NOT NULL,
    number TEXT NOT NULL,
    code TEXT NOT NULL, -- the number as it is compared
    opportunity BLOB,
    owner BLOB,
    state TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    signed_on TEXT,
    promised_on TEXT,
    delivered_on TEXT,
    cancelled_on TEXT,
    owner_base TEXT NOT NULL, -- referral, trade_in, repurchase; empty where the customer came otherwise
    total_fen INTEGER NOT NULL,
    open_fen INTEGER NOT NULL,
    refund_due_fen INTEGER NOT NULL,
    models TEXT NOT NULL, -- names, one per line
    PRIMARY KEY (row, id)
) STRICT, WITHOUT ROWID;
-- All that the list asks of an order that it does not show.
CREATE INDEX m_order_by_age ON m_order (opened_at DESC, id, owner, state, code);
CREATE INDEX m_order_by_signing ON m_order (signed_on, owner, state, delivered_on, cancelled_on, owner_base, opportunity)
WHERE signed_on IS NOT NULL;
CREATE INDEX m_order_by_delivery ON m_order (delivered_on, owner) WHERE delivered_on IS NOT NULL;
CREATE INDEX m_order_by_code ON m_order (code);

CREATE TABLE m_order_car (
    row INTEGER NOT NULL,
    id BLOB NOT NULL,
    order_id BLOB NOT NULL,
    model TEXT NOT NULL,
    plate TEXT NOT NULL, -- as it is compared; empty where there is none
    vin TEXT, -- as it is compared; null where none was allotted, or the order was cancelled
    claimed_at INTEGER,
    claimed_by BLOB,
    deliver_on TEXT,
    handed_on TEXT,
    lost_vin TEXT, -- as it is compared; of a car that was handed over under a VIN that was given to another order
    PRIMARY KEY (row, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX m_order_car_by_vin ON m_order_car (vin) WHERE vin IS NOT NULL;
CREATE INDEX m_order_car_by_lost ON m_order_car (lost_vin) WHERE lost_vin IS NOT NULL;
-- Whose test drive a booking is.
CREATE TABLE m_test_drive (
    row INTEGER NOT NULL,
    id BLOB NOT NULL,
    opportunity BLOB,
    out_on TEXT, -- the day the car left
    PRIMARY KEY (row, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX m_test_drive_by_id ON m_test_drive (id);
CREATE INDEX m_test_drive_by_day ON m_test_drive (out_on) WHERE out_on IS NOT NULL;

-- Test cars taken, from the logs of the days: nothing of customers.
CREATE TABLE m_booking (
    file BLOB NOT NULL,
    id BLOB NOT NULL,
    on_date TEXT NOT NULL,
    car BLOB NOT NULL,
    out_km INTEGER,
    in_km INTEGER,
    json TEXT NOT NULL,
    PRIMARY KEY (file, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX m_booking_by_id ON m_booking (id);
CREATE INDEX m_booking_by_day ON m_booking (on_date, id);
CREATE INDEX m_booking_by_car ON m_booking (car, out_km, in_km);

CREATE TABLE m_vehicle (
    file BLOB NOT NULL PRIMARY KEY,
    about BLOB,
    vin TEXT NOT NULL, -- as it is compared; empty until it is known
    plate TEXT NOT NULL, -- as it is compared
    next_service_on TEXT,
    bought_on TEXT,
    json TEXT NOT NULL
) STRICT;
CREATE INDEX m_vehicle_about ON m_vehicle (about);

-- What the logs of the days say of the store's cars.
CREATE TABLE m_car_word (
    day_file BLOB NOT NULL,
    car BLOB NOT NULL,
    vehicle BLOB NOT NULL,
    customer BLOB NOT NULL,
    order_id BLOB NOT NULL,
    number TEXT NOT NULL,
    state TEXT NOT NULL,
    at INTEGER NOT NULL,
    by BLOB NOT NULL,
    rank INTEGER NOT NULL,
    PRIMARY KEY (day_file, car)
) STRICT, WITHOUT ROWID;
CREATE INDEX m_car_word_of_car ON m_car_word (car, rank);
CREATE INDEX m_car_word_of_vehicle ON m_car_word (vehicle);

CREATE TABLE m_clash (
    file BLOB NOT NULL,
    place TEXT NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (file, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE m_event (
    file BLOB NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    starts_on TEXT,
    json TEXT NOT NULL
) STRICT;

CREATE TABLE m_event_staff (
    event BLOB NOT NULL,
    staff BLOB NOT NULL,
    PRIMARY KEY (event, staff)
) STRICT, WITHOUT ROWID;

CREATE TABLE m_store (
    file BLOB NOT NULL PRIMARY KEY,
    json TEXT NOT NULL
) STRICT;

-- A day's reception log: who is on duty and what the desk has seen to.
CREATE TABLE m_reception (
    file BLOB NOT NULL PRIMARY KEY,
    day TEXT NOT NULL,
    json TEXT NOT NULL -- without lines
) STRICT;
CREATE INDEX m_reception_by_day ON m_reception (day, file);

-- One arrival or call. `named` is the file that the line names, `customer` the one under which that customer is shown.
CREATE TABLE m_line (
    file BLOB NOT NULL,
    id BLOB NOT NULL,
    day TEXT NOT NULL,
    in_at INTEGER NOT NULL,
    out_at INTEGER,
    entered_at INTEGER NOT NULL,
    entered_by BLOB NOT NULL,
    came_by TEXT NOT NULL,
    is_in_store INTEGER NOT NULL,
    is_intending INTEGER NOT NULL,
    visit_count INTEGER,
    party_size INTEGER,
    contact TEXT,
    result TEXT,
    consultant BLOB,
    assigned_at INTEGER,
    accepted_at INTEGER,
    named BLOB,
    customer BLOB,
    event BLOB,
    series TEXT NOT NULL, -- names, one per line, each with a line break before and after
    is_complete INTEGER NOT NULL,
    is_doubtful INTEGER NOT NULL,
    is_late INTEGER NOT NULL,
    is_corrected INTEGER NOT NULL,
    is_confirmed INTEGER NOT NULL,
    is_open INTEGER NOT NULL,
    is_double INTEGER NOT NULL, -- another line counts this visitor
    json TEXT NOT NULL,
    UNIQUE (file, id)
) STRICT;
CREATE INDEX m_line_by_day ON m_line (day, in_at, id);
CREATE INDEX m_line_by_consultant ON m_line (consultant, day, in_at) WHERE consultant IS NOT NULL;
CREATE INDEX m_line_by_customer ON m_line (customer, day, in_at, id, is_in_store, is_double, came_by, result) WHERE customer IS NOT NULL;
CREATE INDEX m_line_by_named ON m_line (named) WHERE named IS NOT NULL;
-- All that the figures ask, so that a year of lines is counted without reading their words.
CREATE INDEX m_line_footfall ON m_line (
    day, in_at, id, consultant, came_by, is_in_store, is_intending, visit_count, party_size, contact, result, out_at,
    assigned_at, accepted_at, customer, event, series, is_complete, is_doubtful, is_late, is_corrected, is_confirmed, is_open,
    is_double, file
);

-- Our own tokens, see search/words.rs; `ascii` takes every other character as it is, rare characters of names too.
CREATE VIRTUAL TABLE m_search USING fts5 (
    words, content = '', contentless_delete = 1, tokenize = 'ascii', detail = none, prefix = '2 3'
);
