SELECT newest.file
FROM (SELECT file, max(number) AS number FROM envelope GROUP BY file) AS newest
LEFT JOIN packed ON packed.file = newest.file
WHERE packed.upto IS NULL OR packed.upto < newest.number
