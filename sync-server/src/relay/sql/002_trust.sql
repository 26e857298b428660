-- Trust: erasure, late changes, audit, quarantine.

-- Erasure: every file destroyed, also those that were about a customer, so that none is taken in again.
CREATE TABLE erased (
    file BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- The review box: rightly signed changes whose authors had no right, until a manager decides.
CREATE TABLE late (
    hash BLOB PRIMARY KEY,
    file BLOB NOT NULL,
    device BLOB NOT NULL,
    reason TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    envelope BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX late_of_file ON late (file);
CREATE INDEX late_of_device ON late (device);

-- Audit log: the chain of rows, as they were hashed. `id` names the record, so that one sent twice is kept once.
CREATE TABLE audit (
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    prev BLOB NOT NULL,
    hash BLOB NOT NULL,
    entry BLOB NOT NULL
) STRICT;

-- Quarantine: how often what was refused of whom; the offences of each device by the hash of what it sent; who is set aside.
CREATE TABLE refused (
    device BLOB NOT NULL,
    input TEXT NOT NULL,
    code TEXT NOT NULL,
    count INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    PRIMARY KEY (device, input, code)
) STRICT, WITHOUT ROWID;
CREATE TABLE offence (
    device BLOB NOT NULL,
    input BLOB NOT NULL,
    code TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (device, input)
) STRICT, WITHOUT ROWID;
CREATE TABLE quarantine (
    device BLOB PRIMARY KEY,
    since INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Enrolment: places that hold a stretched code, and the digits' two nonces. Open places live ten minutes, so none is kept.
DROP TABLE slot;
CREATE TABLE slot (
    slot BLOB PRIMARY KEY,
    staff BLOB NOT NULL,
    locator BLOB NOT NULL,
    code_key BLOB NOT NULL,
    expires_at INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    is_refused INTEGER NOT NULL DEFAULT 0,
    device BLOB,
    key BLOB,
    name TEXT,
    commitment BLOB,
    admin_nonce BLOB,
    device_nonce BLOB
) STRICT;
CREATE INDEX slot_by_locator ON slot (locator);

-- Whether the author had the file when the change was made and somebody else when it came.
ALTER TABLE envelope ADD COLUMN is_around INTEGER NOT NULL DEFAULT 0;

-- The duplicate sieve: its present epoch, each file's phones under the key of the epoch in which they were said, and how
-- often each device looked a number up on a day.
CREATE TABLE sieve (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    epoch INTEGER NOT NULL,
    key BLOB NOT NULL,
    decoys BLOB NOT NULL,
    capacity INTEGER NOT NULL
) STRICT;
CREATE TABLE phone_tag (
    file BLOB NOT NULL REFERENCES file (file),
    tag BLOB NOT NULL,
    epoch INTEGER NOT NULL,
    PRIMARY KEY (file, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX phone_tag_by_tag ON phone_tag (tag, file);
CREATE INDEX phone_tag_by_epoch ON phone_tag (epoch, tag);
CREATE TABLE look_up (
    device BLOB NOT NULL,
    day INTEGER NOT NULL, -- days since 1970
    count INTEGER NOT NULL,
    PRIMARY KEY (device, day)
) STRICT, WITHOUT ROWID;

-- Healing: devices whose revocation the restored backup did not hold, since this life heard of it.
CREATE TABLE leaver (
    device BLOB PRIMARY KEY,
    since INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
