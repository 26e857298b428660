SELECT m_lead.event, owner, grade, count(*) AS count, sum(phone <> '') AS with_phone
FROM m_lead
CROSS JOIN m_customer ON m_customer.row = m_lead.row
GROUP BY m_lead.event, owner, grade
