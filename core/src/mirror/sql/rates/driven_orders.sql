-- A test drive or an order that names no purchase is about any of the customer's.
SELECT 'order' AS what, signed_on AS on_date, row, id, NULL AS file, number AS word
FROM m_order
WHERE signed_on BETWEEN :from AND :upto AND state <> 'cancelled'
  AND (:everyone OR owner IS :staff)
  AND (:source IS NULL OR EXISTS (SELECT 1 FROM m_customer WHERE m_customer.row = m_order.row AND source = :source))
  AND EXISTS (
      SELECT 1 FROM m_test_drive
      WHERE m_test_drive.row = m_order.row AND out_on <= signed_on
          AND (m_test_drive.opportunity = m_order.opportunity OR m_test_drive.opportunity IS NULL OR m_order.opportunity IS NULL)
  )
