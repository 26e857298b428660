INSERT INTO view (id, position, json)
VALUES (?1, (SELECT coalesce(max(position) + 1, 0) FROM view), ?2)
ON CONFLICT (id) DO UPDATE SET json = excluded.json
