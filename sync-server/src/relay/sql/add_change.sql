INSERT INTO envelope (number, file, actor, seq, hash, device, ledger_len, signature, change, is_around)
VALUES (:number, :file, :actor, :seq, :hash, :device, :ledger_len, :signature, :change, :is_around)
