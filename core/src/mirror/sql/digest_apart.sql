SELECT file, other
FROM m_apart
JOIN m_customer USING (row)
ORDER BY file, other
