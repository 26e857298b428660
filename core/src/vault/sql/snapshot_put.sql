INSERT INTO snapshot (file, covers, bytes)
VALUES (?1, (SELECT count(*) FROM change WHERE file = ?1 AND is_aside = 0), ?2)
ON CONFLICT (file) DO UPDATE SET covers = excluded.covers, bytes = excluded.bytes
