SELECT m_lead.event, file
FROM m_lead
JOIN m_customer USING (row)
ORDER BY m_lead.event, file
