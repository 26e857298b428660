SELECT file, tag
FROM m_tag
JOIN m_customer USING (row)
ORDER BY file, tag
