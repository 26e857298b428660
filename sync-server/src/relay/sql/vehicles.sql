SELECT file.about, file.file, min(envelope.number)
FROM file
JOIN envelope ON envelope.file = file.file
WHERE file.kind = 'vehicle' AND file.about IS NOT NULL
GROUP BY file.file
