-- Ended in these days, then open when they were over.
SELECT 'purchase' AS what, ended_on AS on_date, row, id, NULL AS file, ending AS word
FROM m_opportunity
WHERE ending IN ('won', 'lost') AND ended_on BETWEEN :from AND :upto
  AND (:everyone OR owner IS :staff)
  AND (:source IS NULL OR source = :source)
UNION ALL
SELECT 'purchase' AS what, opened_on AS on_date, row, id, NULL AS file, 'open' AS word
FROM m_opportunity
WHERE ending IN ('', 'won', 'lost', 'aside') AND ended_on > :upto AND opened_on <= :upto
  AND (:everyone OR owner IS :staff)
  AND (:source IS NULL OR source = :source)
