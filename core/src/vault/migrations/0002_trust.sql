-- Trust: erasure, revocation, audit, locks.

-- Erasure: every file destroyed here, also those that were about a customer, so that none is taken in again.
CREATE TABLE erased (
    file BLOB NOT NULL PRIMARY KEY CHECK (length(file) = 16)
) STRICT, WITHOUT ROWID;
