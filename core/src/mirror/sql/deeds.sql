SELECT row, at, by, 'line', what, NULL
FROM m_touch
WHERE at >= :from AND at < :before AND (:by IS NULL OR by = :by)
UNION ALL
SELECT row, done_at, done_by, 'done', way, due_on
FROM m_follow_up
WHERE done_at IS NOT NULL AND done_at >= :from AND done_at < :before AND (:by IS NULL OR done_by = :by)
UNION ALL
SELECT row, opened_at, opened_by, 'opened', '', NULL
FROM m_customer
WHERE opened_by IS NOT NULL AND opened_at >= :from AND opened_at < :before AND (:by IS NULL OR opened_by = :by)
