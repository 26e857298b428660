INSERT INTO undo (id, file, command, bytes, at, is_undone)
VALUES (:id, :file, :command, :bytes, :at, :is_undone)
