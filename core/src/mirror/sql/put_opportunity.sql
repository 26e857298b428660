INSERT INTO m_opportunity (row, id, stage, grade, owner, source, event, budget_fen, last_contact_at)
VALUES (:row, :id, :stage, :grade, :owner, :source, :event, :budget_fen, :last_contact_at)
