SELECT count(*)
FROM (
    SELECT DISTINCT older.row, newer.row
    FROM m_shared
    CROSS JOIN m_phone AS a ON a.normalised = m_shared.normalised AND a.person IS NULL
    CROSS JOIN m_phone AS b ON b.normalised = m_shared.normalised AND b.person IS NULL
    CROSS JOIN m_customer AS older ON older.row = a.row
    CROSS JOIN m_customer AS newer ON newer.row = b.row AND newer.file > older.file
    WHERE
        NOT EXISTS (SELECT 1 FROM m_apart WHERE m_apart.row = older.row AND m_apart.other = newer.file)
        AND NOT EXISTS (SELECT 1 FROM m_apart WHERE m_apart.row = newer.row AND m_apart.other = older.file)
    LIMIT :limit
)
