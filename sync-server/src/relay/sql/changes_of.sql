SELECT number, file, actor, seq, hash, device, ledger_len, signature, change, is_around
FROM envelope
WHERE file = :file AND number > :after
ORDER BY number
