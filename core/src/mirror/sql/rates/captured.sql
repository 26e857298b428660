SELECT 'line' AS what, day AS on_date, NULL AS row, id, file, came_by AS word
FROM m_line
WHERE day BETWEEN :from AND :upto AND is_in_store AND is_intending AND NOT is_double AND visit_count = 1 AND contact = 'left'
  AND (:everyone OR consultant IS :staff)
  AND (:source IS NULL OR EXISTS (SELECT 1 FROM m_customer WHERE m_customer.file = m_line.customer AND source = :source))
