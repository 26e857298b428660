SELECT file, id, at, by, what
FROM m_touch
JOIN m_customer USING (row)
ORDER BY file, id
