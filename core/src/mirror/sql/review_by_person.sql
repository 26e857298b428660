SELECT done_by, count(*) FILTER (WHERE comment_at IS NULL), count(*) FILTER (WHERE unanswered = 1)
FROM m_follow_up
WHERE done_at IS NOT NULL AND done_at >= :from
  AND (comment_at IS NULL OR unanswered = 1)
  AND (:everyone OR owner = :staff OR (:pool AND owner IS NULL))
GROUP BY done_by
ORDER BY 2 DESC, done_by
