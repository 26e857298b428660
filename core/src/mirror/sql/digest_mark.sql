SELECT file, mark
FROM m_mark_of
JOIN m_customer USING (row)
ORDER BY file, mark
