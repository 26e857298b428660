SELECT min(low.file, high.file) AS one, max(low.file, high.file) AS other
FROM m_near
JOIN m_customer AS low ON low.row = m_near.low
JOIN m_customer AS high ON high.row = m_near.high
ORDER BY one, other
