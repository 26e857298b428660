PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL; -- "saved" is said after the commit, so the commit must be on the disk
PRAGMA fullfsync = ON; -- macOS only: its fsync leaves data in the drive's cache
PRAGMA secure_delete = ON;
PRAGMA journal_size_limit = 67108864;
PRAGMA cache_size = -16384;
