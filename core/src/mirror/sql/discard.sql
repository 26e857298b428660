-- Names of the mirror begin with m_, those of its search index too; an automatic index carries its table's name.
PRAGMA writable_schema = ON;
DELETE FROM sqlite_schema WHERE tbl_name GLOB 'm_*';
PRAGMA writable_schema = RESET;
