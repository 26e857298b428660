INSERT INTO envelope (number, file, actor, seq, hash, device, ledger_len, signature, change)
VALUES (:number, :file, :actor, :seq, :hash, :device, :ledger_len, :signature, :change)
