SELECT file.kind, count(*)
FROM outbox
JOIN file ON file.file = outbox.file
WHERE outbox.state = 'waiting'
GROUP BY file.kind
ORDER BY file.kind
