SELECT number, file, actor, seq, hash, device, ledger_len, signature, change, is_around
FROM envelope
WHERE number > :after
ORDER BY number
LIMIT :limit
