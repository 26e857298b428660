SELECT
    file, owner, name, kind, phone, contact_refused, source, opportunity, grade, stage, interests, budget_fen, event,
    next_on, last_contact_at, opened_at, clashes,
    (
        SELECT count(*)
        FROM (
            SELECT DISTINCT other.row
            FROM m_phone AS own
            CROSS JOIN m_shared ON m_shared.normalised = own.normalised
            CROSS JOIN m_phone AS other ON other.normalised = own.normalised AND other.person IS NULL
            CROSS JOIN m_customer AS found ON found.row = other.row
            WHERE
                own.row = ?1 AND own.person IS NULL AND other.row <> ?1
                AND NOT EXISTS (SELECT 1 FROM m_apart WHERE m_apart.row = ?1 AND m_apart.other = found.file)
                AND NOT EXISTS (SELECT 1 FROM m_apart WHERE m_apart.row = other.row AND m_apart.other = m_customer.file)
            LIMIT 99
        )
    ) AS duplicates,
    (SELECT group_concat(tag, char(10)) FROM (SELECT tag FROM m_tag WHERE m_tag.row = ?1 ORDER BY tag)) AS tags,
    do_not_call
FROM m_customer
WHERE row = ?1
