SELECT file, m_test_drive.opportunity
FROM m_test_drive
JOIN m_customer USING (row)
WHERE m_test_drive.id = ?1
ORDER BY file
LIMIT 1
