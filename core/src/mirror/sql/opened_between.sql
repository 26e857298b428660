SELECT count(*)
FROM m_customer
WHERE opened_at >= :from AND opened_at < :upto AND (:staff IS NULL OR opened_by = :staff)
