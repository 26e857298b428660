INSERT INTO m_follow_up (row, id, opportunity, owner, way, aim, due_on, done_at, done_by)
VALUES (:row, :id, :opportunity, :owner, :way, :aim, :due_on, :done_at, :done_by)
