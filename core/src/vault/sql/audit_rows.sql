SELECT chain, seq, id, at, prev, hash, entry
FROM audit AS row
WHERE (:who IS NULL OR who = :who OR about = :who)
    AND (:what IS NULL OR what = :what)
    AND (:from IS NULL OR at >= :from)
    AND (:to IS NULL OR at < :to)
    AND (:before_at IS NULL OR (at, id) < (:before_at, :before_id))
    -- A row that came with an earlier chain too is told once.
    AND NOT EXISTS (SELECT 1 FROM audit AS earlier WHERE earlier.id = row.id AND earlier.chain < row.chain)
ORDER BY at DESC, id DESC
LIMIT :limit
