SELECT row, id, stage, grade, owner, source, event, budget_fen, last_contact_at
FROM m_opportunity
