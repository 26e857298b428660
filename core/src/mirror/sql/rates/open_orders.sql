-- As it stood on that day, whatever became of the orders since.
SELECT 'order' AS what, signed_on AS on_date, row, id, NULL AS file, number AS word
FROM m_order
WHERE signed_on <= :upto AND coalesce(delivered_on, cancelled_on, '9999-12-31') > :upto
  AND (:everyone OR owner IS :staff)
  AND (:source IS NULL OR EXISTS (SELECT 1 FROM m_customer WHERE m_customer.row = m_order.row AND source = :source))
