SELECT count(*)
FROM m_follow_up
WHERE unanswered = 1 AND comment_at >= :from
  AND (:by IS NULL OR coalesce(done_by, owner) = :by)
  AND done_at IS NOT NULL
  AND (:everyone OR owner = :staff OR (:pool AND owner IS NULL))
