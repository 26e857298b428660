SELECT
    file, id, m_opportunity.stage, m_opportunity.grade, m_opportunity.owner, m_opportunity.source, m_opportunity.event,
    m_opportunity.budget_fen, m_opportunity.last_contact_at, m_opportunity.registered_on, opened_on, ended_on,
    ending
FROM m_opportunity
JOIN m_customer USING (row)
ORDER BY file, id
