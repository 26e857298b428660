SELECT owner, count(*), coalesce(sum(budget_fen), 0)
FROM m_lead
CROSS JOIN m_customer ON m_customer.row = m_lead.row
WHERE m_lead.event = ?1
GROUP BY owner
ORDER BY count(*) DESC, owner
