INSERT INTO change (file, actor, seq, position, hash, number, device, ledger_head, signature, bytes)
VALUES (
    :file, :actor, :seq,
    (SELECT coalesce(max(position), 0) + 1 FROM change WHERE file = :file),
    :hash, :number, :device, :ledger_head, :signature, :bytes
)
ON CONFLICT (file, actor, seq) DO NOTHING
