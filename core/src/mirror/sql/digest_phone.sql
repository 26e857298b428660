SELECT file, id, normalised
FROM m_phone
JOIN m_customer USING (row)
ORDER BY file, id
