SELECT change.hash FROM change
LEFT JOIN outbox ON outbox.hash = change.hash
WHERE change.file = ?1 AND change.is_aside = 0 AND outbox.hash IS NULL
