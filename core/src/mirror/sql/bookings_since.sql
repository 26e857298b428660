SELECT json
FROM m_booking
WHERE id IN (SELECT id FROM m_booking WHERE on_date >= ?1)
