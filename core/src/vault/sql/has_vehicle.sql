SELECT 1
FROM file
WHERE file.about = ?1 AND file.kind = 'vehicle'
    AND EXISTS (SELECT 1 FROM change WHERE change.file = file.file AND change.is_aside = 0)
LIMIT 1
