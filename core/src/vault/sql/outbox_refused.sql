SELECT hash, file, coalesce(code, ''), at
FROM outbox
WHERE state = 'refused'
ORDER BY position DESC
LIMIT ?1
