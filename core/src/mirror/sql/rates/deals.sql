-- Orders of customers whom the log knew when they signed; then, of customers without one, what the log and the grade tell.
SELECT 'order' AS what, signed_on AS on_date, row, id, NULL AS file, number AS word
FROM m_order
WHERE signed_on BETWEEN :from AND :upto AND state <> 'cancelled'
  AND EXISTS (
      SELECT 1 FROM m_line
      WHERE customer = (SELECT file FROM m_customer WHERE m_customer.row = m_order.row) AND day <= signed_on AND NOT is_double
  )
  AND (:everyone OR owner IS :staff)
  AND (:source IS NULL OR EXISTS (SELECT 1 FROM m_customer WHERE m_customer.row = m_order.row AND source = :source))
UNION ALL
SELECT 'line' AS what, day AS on_date, NULL AS row, m_line.id, m_line.file, came_by AS word
FROM m_line
LEFT JOIN m_customer ON m_customer.file = m_line.customer
WHERE day BETWEEN :from AND :upto AND NOT is_double
  AND (result = 'deal' OR m_customer.grade IN ('O', 'D'))
  AND NOT EXISTS (
      SELECT 1 FROM m_order WHERE m_order.row = m_customer.row AND signed_on IS NOT NULL AND state <> 'cancelled'
  )
  AND (
      result = 'deal'
      OR NOT EXISTS (
          SELECT 1 FROM m_line AS other
          WHERE other.customer = m_line.customer AND other.day BETWEEN :from AND :upto AND NOT other.is_double
              AND (other.result = 'deal' OR (other.day, other.in_at, other.id) > (m_line.day, m_line.in_at, m_line.id))
      )
  )
  AND (:everyone OR consultant IS :staff)
  AND (:source IS NULL OR m_customer.source = :source)
