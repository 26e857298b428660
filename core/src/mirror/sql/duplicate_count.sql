SELECT count(*)
FROM (
    SELECT DISTINCT a.row, b.row
    FROM m_shared
    CROSS JOIN m_phone AS a ON a.normalised = m_shared.normalised AND a.person IS NULL
    CROSS JOIN m_phone AS b ON b.normalised = m_shared.normalised AND b.person IS NULL AND b.row > a.row
    LIMIT :limit
)
