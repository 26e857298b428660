INSERT INTO m_event (file, name, starts_on, json)
VALUES (:file, :name, :starts_on, :json)
ON CONFLICT (file) DO UPDATE SET name = excluded.name, starts_on = excluded.starts_on, json = excluded.json
