-- Of files that share a customer's own phone the oldest stands for the person; the others are their twins.
WITH twin AS (
    SELECT DISTINCT newer.row AS row, older.row AS first
    FROM m_shared
    CROSS JOIN m_phone AS a ON a.normalised = m_shared.normalised AND a.person IS NULL
    CROSS JOIN m_phone AS b ON b.normalised = m_shared.normalised AND b.person IS NULL
    CROSS JOIN m_customer AS older ON older.row = a.row
    CROSS JOIN m_customer AS newer ON newer.row = b.row AND newer.file > older.file
)
SELECT
    count(*),
    coalesce(sum(
        m_profile.is_referred
        OR EXISTS (
            SELECT 1 FROM twin CROSS JOIN m_profile AS other ON other.row = twin.row
            WHERE twin.first = m_customer.row AND other.is_referred
        )
    ), 0)
FROM m_customer
CROSS JOIN m_profile ON m_profile.row = m_customer.row
WHERE
    (:from IS NULL OR m_customer.opened_at >= :from)
    AND (:until IS NULL OR m_customer.opened_at < :until)
    AND m_customer.row NOT IN (SELECT row FROM twin)
