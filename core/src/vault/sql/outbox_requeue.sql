INSERT INTO outbox (hash, file, state, at)
SELECT hash, file, 'waiting', ?2 FROM change WHERE hash = ?1 AND bytes IS NOT NULL AND is_aside = 0
ON CONFLICT (hash) DO NOTHING
