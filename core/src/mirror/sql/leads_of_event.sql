SELECT m_lead.event, owner, grade, count(*) AS count, sum(phone <> '') AS with_phone
FROM m_lead
CROSS JOIN m_customer ON m_customer.row = m_lead.row
WHERE m_lead.event = ?1
GROUP BY m_lead.event, owner, grade
