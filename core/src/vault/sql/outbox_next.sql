SELECT change.*, file.kind, file.about
FROM outbox
JOIN change ON change.hash = outbox.hash
JOIN file ON file.file = change.file
WHERE outbox.state = 'waiting'
  AND outbox.position > coalesce((SELECT position FROM outbox WHERE hash = ?1), 0)
ORDER BY outbox.position
LIMIT ?2
