SELECT m_phone.row, m_customer.name
FROM m_phone
CROSS JOIN m_customer ON m_customer.row = m_phone.row
WHERE m_phone.normalised = ?1 AND m_phone.row <> ?2 AND m_phone.person IS NULL
