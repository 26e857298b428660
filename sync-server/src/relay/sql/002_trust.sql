-- Trust: erasure, late changes, audit, quarantine.

-- Erasure: every file destroyed, also those that were about a customer, so that none is taken in again.
CREATE TABLE erased (
    file BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;
