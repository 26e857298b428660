INSERT INTO m_opportunity (
    row, id, stage, grade, owner, source, event, budget_fen, last_contact_at, registered_on, opened_on, ended_on, ending
)
VALUES (
    :row, :id, :stage, :grade, :owner, :source, :event, :budget_fen, :last_contact_at, :registered_on, :opened_on, :ended_on,
    :ending
)
