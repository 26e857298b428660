SELECT m_loss.*
FROM m_loss
JOIN m_customer USING (row)
WHERE (:from IS NULL OR asked_at >= :from)
  AND (:before IS NULL OR asked_at < :before)
  AND (:everyone OR owner = :staff OR (:pool AND owner IS NULL))
ORDER BY asked_at DESC, m_loss.opportunity DESC
