SELECT 'order' AS what, delivered_on AS on_date, row, id, NULL AS file, number AS word
FROM m_order
WHERE delivered_on BETWEEN :from AND :upto
  AND (:everyone OR owner IS :staff)
  AND (:source IS NULL OR EXISTS (SELECT 1 FROM m_customer WHERE m_customer.row = m_order.row AND source = :source))
