SELECT bytes FROM change
WHERE file = ?1 AND bytes IS NOT NULL AND is_aside = 0
ORDER BY position
