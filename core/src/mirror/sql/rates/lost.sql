SELECT 'purchase' AS what, ended_on AS on_date, row, id, NULL AS file, ending AS word
FROM m_opportunity
WHERE ending = 'lost' AND ended_on BETWEEN :from AND :upto
  AND (:everyone OR owner IS :staff)
  AND (:source IS NULL OR source = :source)
