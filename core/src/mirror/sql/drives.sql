SELECT
    day, came_by, is_in_store, is_intending, visit_count, party_size, contact, result, consultant, in_at, out_at,
    assigned_at, accepted_at, customer, m_line.event, series, is_complete, is_doubtful, is_late, is_corrected, is_confirmed, is_open,
    is_double, m_customer.grade AS grade, 1 AS has_order, out_on, m_customer.owner AS owner
FROM m_test_drive
JOIN m_customer ON m_customer.row = m_test_drive.row
LEFT JOIN m_line ON m_line.rowid = (
    SELECT last.rowid
    FROM m_line AS last
    WHERE last.customer = m_customer.file AND last.is_double = 0 AND last.day <= out_on
    ORDER BY last.day DESC, last.in_at DESC, last.id DESC
    LIMIT 1
)
WHERE out_on BETWEEN :from AND :upto
    AND (:consultant IS NULL OR m_customer.owner = :consultant)
ORDER BY out_on, m_test_drive.id
