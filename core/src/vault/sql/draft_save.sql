INSERT INTO draft (id, form, json, updated_at)
VALUES (:id, :form, :json, :updated_at)
ON CONFLICT (id) DO UPDATE SET form = excluded.form, json = excluded.json, updated_at = excluded.updated_at
