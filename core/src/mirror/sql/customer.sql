SELECT
    file, owner, name, kind, phone, contact_refused, source, opportunity, grade, stage, interests, budget_fen, event,
    next_on, last_contact_at, opened_at, clashes,
    (
        SELECT count(*)
        FROM (
            SELECT DISTINCT other.row
            FROM m_phone AS own
            CROSS JOIN m_shared ON m_shared.normalised = own.normalised
            CROSS JOIN m_phone AS other ON other.normalised = own.normalised
            WHERE own.row = ?1 AND other.row <> ?1
            LIMIT 99
        )
    ) AS duplicates
FROM m_customer
WHERE row = ?1
