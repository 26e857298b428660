INSERT INTO audit (chain, seq, id, at, what, who, about, prev, hash, entry)
VALUES (:chain, :seq, :id, :at, :what, :who, :about, :prev, :hash, :entry)
