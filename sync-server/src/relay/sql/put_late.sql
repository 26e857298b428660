INSERT INTO late (hash, file, device, reason, received_at, envelope)
VALUES (:hash, :file, :device, :reason, :received_at, :envelope)
ON CONFLICT (hash) DO NOTHING
