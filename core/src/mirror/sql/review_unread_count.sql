SELECT count(*)
FROM m_follow_up
WHERE done_at IS NOT NULL AND comment_at IS NULL AND done_at >= :from
  AND (:by IS NULL OR done_by = :by)
  AND (:everyone OR owner = :staff OR (:pool AND owner IS NULL))
