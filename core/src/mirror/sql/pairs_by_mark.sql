SELECT older.row, newer.row, substr(m_mark.mark, 1, instr(m_mark.mark, ':') - 1)
FROM m_mark
CROSS JOIN m_mark_of AS a ON a.mark = m_mark.mark
CROSS JOIN m_mark_of AS b ON b.mark = m_mark.mark
CROSS JOIN m_customer AS older ON older.row = a.row
CROSS JOIN m_customer AS newer ON newer.row = b.row AND newer.file > older.file
WHERE
    NOT EXISTS (SELECT 1 FROM m_apart WHERE m_apart.row = older.row AND m_apart.other = newer.file)
    AND NOT EXISTS (SELECT 1 FROM m_apart WHERE m_apart.row = newer.row AND m_apart.other = older.file)
LIMIT ?1
