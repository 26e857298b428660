INSERT INTO turned_away (device, code, count, last_at)
VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (device, code) DO UPDATE SET count = count + excluded.count, last_at = excluded.last_at
