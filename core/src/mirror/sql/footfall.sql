SELECT
    day, came_by, is_in_store, is_intending, visit_count, party_size, contact, result, consultant, in_at, out_at, assigned_at,
    accepted_at, customer, m_line.event, series, is_complete, is_doubtful, is_late, is_corrected, is_confirmed, is_open, is_double,
    m_customer.grade AS grade,
    EXISTS (
        SELECT 1 FROM m_order WHERE m_order.row = m_customer.row AND signed_on IS NOT NULL AND state <> 'cancelled'
    ) AS has_order
FROM m_line
LEFT JOIN m_customer ON m_customer.file = m_line.customer
WHERE day BETWEEN :from AND :upto
  AND (:consultant IS NULL OR consultant = :consultant)
ORDER BY day, in_at, m_line.id
