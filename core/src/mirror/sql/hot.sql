SELECT owner, grade, count(*), sum(next_on < :before), sum(lacks_follow_up)
FROM m_customer
WHERE grade IN ('H', 'A', 'B', 'C', 'N')
  AND (:everyone OR owner = :staff OR (:pool AND owner IS NULL))
GROUP BY owner, grade
ORDER BY owner, grade
