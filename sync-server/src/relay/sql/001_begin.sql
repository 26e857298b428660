CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT;

-- The ledger, entry by entry, as it came.
CREATE TABLE entry (
    seq INTEGER PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT;

CREATE TABLE file (
    file BLOB PRIMARY KEY,
    kind TEXT NOT NULL,
    about BLOB,
    creator BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- The change log. `ledger_len` stands for the ledger head the change was made under.
CREATE TABLE envelope (
    number INTEGER PRIMARY KEY,
    file BLOB NOT NULL REFERENCES file (file),
    actor BLOB NOT NULL,
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL,
    device BLOB NOT NULL,
    ledger_len INTEGER NOT NULL,
    signature BLOB NOT NULL,
    change BLOB NOT NULL,
    UNIQUE (file, actor, seq)
) STRICT;

-- A file as a new device gets it, made from the log and made anew at any time.
CREATE TABLE packed (
    file BLOB PRIMARY KEY REFERENCES file (file),
    upto INTEGER NOT NULL,
    snapshot BLOB NOT NULL
) STRICT;

-- Places opened by invitations. `code` is a digest.
CREATE TABLE slot (
    slot BLOB PRIMARY KEY,
    staff BLOB NOT NULL,
    locator BLOB NOT NULL,
    code BLOB NOT NULL,
    expires_at INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    is_refused INTEGER NOT NULL DEFAULT 0,
    device BLOB,
    key BLOB,
    name TEXT,
    relay_nonce BLOB
) STRICT;
CREATE INDEX slot_by_locator ON slot (locator);

CREATE TABLE device_seen (
    device BLOB PRIMARY KEY,
    last_seen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
