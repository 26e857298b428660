SELECT row, due_on, owner
FROM m_follow_up
WHERE due_on BETWEEN :from AND :upto AND owner IS NOT NULL AND (:by IS NULL OR owner = :by)
