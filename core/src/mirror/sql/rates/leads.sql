SELECT 'customer' AS what, registered_on AS on_date, row, NULL AS id, NULL AS file, '' AS word
FROM m_customer
WHERE registered_on BETWEEN :since AND :until
  AND (:everyone OR owner IS :staff)
  AND (:source IS NULL OR source = :source)
  AND is_lead
