SELECT count(*)
FROM m_follow_up
WHERE done_at IS NULL
  AND due_on BETWEEN :from AND :upto
  AND (:everyone OR owner = :staff OR (:pool AND owner IS NULL))
