SELECT count(*)
FROM m_customer
JOIN m_follow_up USING (row)
WHERE m_customer.file = ?1 AND done_at IS NOT NULL
