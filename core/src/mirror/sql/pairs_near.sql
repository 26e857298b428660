SELECT
    iif(low.file < high.file, low.row, high.row),
    iif(low.file < high.file, high.row, low.row),
    'near_phone'
FROM m_near
CROSS JOIN m_customer AS low ON low.row = m_near.low
CROSS JOIN m_customer AS high ON high.row = m_near.high
WHERE
    NOT EXISTS (SELECT 1 FROM m_apart WHERE m_apart.row = low.row AND m_apart.other = high.file)
    AND NOT EXISTS (SELECT 1 FROM m_apart WHERE m_apart.row = high.row AND m_apart.other = low.file)
LIMIT ?1
