-- The page is found in the index alone; only its rows are then read whole. Ids are minted in order of age.
SELECT
    m_follow_up.row, m_follow_up.id, opportunity, way, aim, m_follow_up.due_on, planned_by IS NULL AS by_rule,
    (SELECT do_not_call FROM m_customer WHERE m_customer.row = m_follow_up.row) AS do_not_call
FROM (
    SELECT row, id
    FROM m_follow_up
    WHERE done_at IS NULL
      AND due_on BETWEEN :from AND :upto
      AND (:everyone OR owner = :staff OR (:pool AND owner IS NULL))
    ORDER BY due_on, id
    LIMIT :limit
) AS page
CROSS JOIN m_follow_up ON m_follow_up.row = page.row AND m_follow_up.id = page.id
ORDER BY m_follow_up.due_on, m_follow_up.id
