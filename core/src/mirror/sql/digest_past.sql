SELECT file, m_past.opportunity, m_past.grade, m_past.stage, won
FROM m_past
JOIN m_customer USING (row)
ORDER BY file, m_past.opportunity, m_past.grade, m_past.stage
