SELECT 'order' AS what, signed_on AS on_date, row, id, NULL AS file, number AS word
FROM m_order
WHERE signed_on BETWEEN :from AND :upto AND state <> 'cancelled'
  AND (:everyone OR owner IS :staff)
  AND (:source IS NULL OR EXISTS (SELECT 1 FROM m_customer WHERE m_customer.row = m_order.row AND source = :source))
  AND EXISTS (
      SELECT 1 FROM m_line
      WHERE customer = (SELECT file FROM m_customer WHERE m_customer.row = m_order.row)
          AND day <= signed_on AND is_in_store AND NOT is_double
  )
