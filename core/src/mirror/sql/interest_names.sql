SELECT name
FROM m_interest
WHERE row = ?1 AND opportunity = ?2 AND kind IN ('series', 'model')
ORDER BY position
