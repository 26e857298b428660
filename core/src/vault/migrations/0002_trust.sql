-- Trust: erasure, revocation, audit, locks.

-- Erasure: every file destroyed here, also those that were about a customer, so that none is taken in again.
CREATE TABLE erased (
    file BLOB NOT NULL PRIMARY KEY CHECK (length(file) = 16)
) STRICT, WITHOUT ROWID;

-- Audit log (see sync::audit).
-- What was recorded here and is not in the relay's log yet.
CREATE TABLE audit_outbox (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    bytes BLOB NOT NULL
) STRICT;

-- How often a kind of record was made here on a day, whatever became of the records.
CREATE TABLE audit_tally (
    what TEXT NOT NULL,
    day INTEGER NOT NULL, -- days since 1970
    count INTEGER NOT NULL,
    PRIMARY KEY (what, day)
) STRICT, WITHOUT ROWID;

-- The store's log as far as this device may read it. A log that does not continue the rows seen before begins another
-- chain; the older rows stay. The columns beside `entry` are for finding rows; what is shown comes out of `entry`.
CREATE TABLE audit (
    chain INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    id BLOB NOT NULL,
    at INTEGER NOT NULL,
    what TEXT NOT NULL,
    who BLOB, -- the person behind the device that did it
    about BLOB, -- the person it concerns
    prev BLOB NOT NULL CHECK (length(prev) = 32),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    entry BLOB NOT NULL,
    PRIMARY KEY (chain, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX audit_in_time ON audit (at, id);
CREATE INDEX audit_of_record ON audit (id);

-- Where the log did not continue: the last row of the chain before, why, and when it was seen.
CREATE TABLE audit_break (
    chain INTEGER PRIMARY KEY, -- the chain that began with it
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;

-- Cards: what was said in own changes that do not count, kept for a person to read and put away.
CREATE TABLE card (
    hash BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    file BLOB NOT NULL CHECK (length(file) = 16),
    kind TEXT NOT NULL,
    code TEXT NOT NULL,
    at INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX card_of_file ON card (file);

-- Whether the author had the file when the change was made and somebody else when it came to the relay.
ALTER TABLE change ADD COLUMN is_around INTEGER NOT NULL DEFAULT 0;

-- The duplicate sieve: customer files whose phones the relay is to be told, and what of others was turned away here.
CREATE TABLE sieve_due (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    file BLOB NOT NULL UNIQUE CHECK (length(file) = 16)
) STRICT;
CREATE TABLE turned_away (
    device BLOB NOT NULL CHECK (length(device) = 16),
    code TEXT NOT NULL,
    count INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    PRIMARY KEY (device, code)
) STRICT, WITHOUT ROWID;

-- What a command wrote, a row per file: what leaves this device leaves the ways back too, and the rest can still be undone.
CREATE TABLE undo_part (
    undo BLOB NOT NULL REFERENCES undo (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    file BLOB NOT NULL CHECK (length(file) = 16),
    bytes BLOB NOT NULL,
    PRIMARY KEY (undo, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX undo_part_of_file ON undo_part (file);

-- Views that the person at this device saved for themselves.
CREATE TABLE view (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    position INTEGER NOT NULL,
    json TEXT NOT NULL
) STRICT, WITHOUT ROWID;
