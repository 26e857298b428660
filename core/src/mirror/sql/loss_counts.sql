SELECT state, reason, competitor, count(*)
FROM m_loss
WHERE asked_at >= :from AND asked_at < :before
  AND (:everyone OR owner = :staff OR (:pool AND owner IS NULL))
GROUP BY state, reason, competitor
