SELECT file, id, m_test_drive.opportunity, out_on
FROM m_test_drive
JOIN m_customer USING (row)
ORDER BY file, id
