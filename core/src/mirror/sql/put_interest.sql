INSERT INTO m_interest (row, opportunity, position, id, kind, name)
VALUES (:row, :opportunity, :position, :id, :kind, :name)
