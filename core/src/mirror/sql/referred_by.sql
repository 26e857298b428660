SELECT m_profile.row
FROM m_profile
CROSS JOIN m_customer ON m_customer.row = m_profile.row
WHERE m_profile.referrer = ?1
ORDER BY m_customer.file
LIMIT ?2
