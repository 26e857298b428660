SELECT m_interest.id, max(name), count(*)
FROM m_lead
CROSS JOIN m_interest ON m_interest.row = m_lead.row
WHERE m_lead.event = ?1 AND kind = 'series'
GROUP BY m_interest.id
