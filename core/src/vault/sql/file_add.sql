INSERT INTO file (file, kind, about, creator)
VALUES (:file, :kind, :about, :creator)
ON CONFLICT (file) DO NOTHING
