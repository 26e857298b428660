SELECT position, file
FROM sieve_due
WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.file = sieve_due.file AND outbox.state = 'waiting')
ORDER BY position
LIMIT ?1
