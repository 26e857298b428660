CREATE TABLE meta (
    name TEXT NOT NULL PRIMARY KEY,
    value ANY NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE file (
    file BLOB NOT NULL PRIMARY KEY CHECK (length(file) = 16),
    kind TEXT NOT NULL,
    about BLOB CHECK (about IS NULL OR length(about) = 16),
    creator BLOB NOT NULL CHECK (length(creator) = 16)
) STRICT, WITHOUT ROWID;
CREATE INDEX file_of_kind ON file (kind, file);
CREATE INDEX file_about ON file (about) WHERE about IS NOT NULL;

-- Apart from its file, so that walking over the files does not read the documents.
CREATE TABLE snapshot (
    file BLOB NOT NULL UNIQUE REFERENCES file (file),
    covers INTEGER NOT NULL, -- how many changes are in it
    bytes BLOB NOT NULL
) STRICT;

-- A file's changes lie together. `position` is their order of arrival, so a dependency stands before what builds on it.
CREATE TABLE change (
    file BLOB NOT NULL REFERENCES file (file),
    actor BLOB NOT NULL,
    seq INTEGER NOT NULL,
    position INTEGER NOT NULL,
    hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
    number INTEGER, -- place in the store's log, once a relay has told it
    device BLOB NOT NULL CHECK (length(device) = 16),
    ledger_head BLOB NOT NULL CHECK (length(ledger_head) = 32),
    signature BLOB NOT NULL CHECK (length(signature) = 64),
    is_aside INTEGER NOT NULL DEFAULT 0, -- refused: kept for a person to look at, not part of the document
    bytes BLOB, -- none once the snapshot holds it
    PRIMARY KEY (file, actor, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE actor (
    file BLOB NOT NULL REFERENCES file (file),
    actor BLOB NOT NULL,
    device BLOB NOT NULL CHECK (length(device) = 16),
    PRIMARY KEY (file, actor)
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    hash BLOB NOT NULL UNIQUE REFERENCES change (hash),
    file BLOB NOT NULL REFERENCES file (file),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'refused')),
    code TEXT, -- why it was refused
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX outbox_of_file ON outbox (file, state);
CREATE INDEX outbox_in_order ON outbox (state, position);

-- Changes from outside whose dependencies are not here yet.
CREATE TABLE waiting (
    hash BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    file BLOB NOT NULL,
    number INTEGER,
    envelope BLOB NOT NULL
) STRICT;
CREATE INDEX waiting_of_file ON waiting (file);

CREATE TABLE ledger (
    seq INTEGER PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
    bytes BLOB NOT NULL
) STRICT;

CREATE TABLE proposal (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    bytes BLOB NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'refused')),
    code TEXT,
    at INTEGER NOT NULL
) STRICT;

CREATE TABLE draft (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    form TEXT NOT NULL,
    json TEXT NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE undo (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    file BLOB NOT NULL,
    command TEXT NOT NULL,
    bytes BLOB NOT NULL,
    at INTEGER NOT NULL,
    is_undone INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX undo_by_age ON undo (at);

-- Answers already given, so that a command repeated after a lost reply acts once.
CREATE TABLE request (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    answer TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX request_by_age ON request (at);

CREATE TABLE sync_log (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    what TEXT NOT NULL,
    count INTEGER NOT NULL
) STRICT;
