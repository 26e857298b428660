SELECT count(*)
FROM m_follow_up
WHERE done_at IS NOT NULL AND done_at >= :from AND done_at < :upto AND (:staff IS NULL OR done_by = :staff)
