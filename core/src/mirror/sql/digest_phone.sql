SELECT file, id, normalised, person
FROM m_phone
JOIN m_customer USING (row)
ORDER BY file, id
