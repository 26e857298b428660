INSERT INTO card (hash, file, kind, code, at, body)
VALUES (:hash, :file, :kind, :code, :at, :body)
ON CONFLICT (hash) DO UPDATE SET code = excluded.code, at = excluded.at, body = excluded.body
