SELECT DISTINCT m_shared.normalised, a.row, b.row
FROM m_shared
CROSS JOIN m_phone AS a ON a.normalised = m_shared.normalised AND a.person IS NULL
CROSS JOIN m_phone AS b ON b.normalised = m_shared.normalised AND b.person IS NULL
CROSS JOIN m_customer AS older ON older.row = a.row
CROSS JOIN m_customer AS newer ON newer.row = b.row AND newer.file > older.file
