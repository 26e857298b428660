SELECT m_phone.row
FROM m_shared
CROSS JOIN m_phone ON m_phone.normalised = m_shared.normalised AND m_phone.person IS NULL
