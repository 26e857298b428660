SELECT file, m_interest.opportunity, position, id, m_interest.kind, m_interest.name
FROM m_interest
JOIN m_customer USING (row)
ORDER BY file, m_interest.opportunity, position
