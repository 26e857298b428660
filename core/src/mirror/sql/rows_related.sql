SELECT row
FROM m_profile
WHERE CASE WHEN lapse_from < :lapsed_before THEN 'lapsed' ELSE relation END = :relation
