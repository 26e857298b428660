-- The inner limit keeps a number that thousands of files share from being sorted while someone types.
SELECT near.row, near.normalised, near.person
FROM (
    SELECT row, normalised, person
    FROM m_phone
    WHERE normalised BETWEEN :from AND :upto AND row IS NOT :except
    LIMIT 200
) AS near
CROSS JOIN m_customer ON m_customer.row = near.row
ORDER BY m_customer.last_contact_at DESC, m_customer.file
LIMIT 10
