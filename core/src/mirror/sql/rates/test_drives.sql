SELECT 'test_drive' AS what, out_on AS on_date, m_test_drive.row, m_test_drive.id, NULL AS file, '' AS word
FROM m_test_drive
JOIN m_customer ON m_customer.row = m_test_drive.row
WHERE out_on BETWEEN :from AND :upto
  AND (:everyone OR m_customer.owner IS :staff)
  AND (:source IS NULL OR m_customer.source = :source)
