SELECT *
FROM m_follow_up
WHERE done_at IS NOT NULL AND done_at >= :from AND comment_at IS NOT NULL AND unanswered = 0
  AND (:by IS NULL OR done_by = :by)
  AND (:everyone OR owner = :staff OR (:pool AND owner IS NULL))
ORDER BY done_at DESC, id
LIMIT :limit OFFSET :offset
