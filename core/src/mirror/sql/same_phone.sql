SELECT DISTINCT other.row
FROM m_customer AS this
CROSS JOIN m_phone AS own ON own.row = this.row AND own.person IS NULL
CROSS JOIN m_shared ON m_shared.normalised = own.normalised
CROSS JOIN m_phone AS other ON other.normalised = own.normalised AND other.person IS NULL AND other.row <> this.row
CROSS JOIN m_customer AS found ON found.row = other.row
WHERE
    this.file = ?1
    AND NOT EXISTS (SELECT 1 FROM m_apart WHERE m_apart.row = this.row AND m_apart.other = found.file)
    AND NOT EXISTS (SELECT 1 FROM m_apart WHERE m_apart.row = found.row AND m_apart.other = this.file)
ORDER BY found.file
LIMIT 50
