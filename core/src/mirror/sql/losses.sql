-- The page is found in the index alone; only its rows are then read whole.
SELECT m_loss.*
FROM (
    SELECT row, opportunity
    FROM m_loss
    WHERE asked_at >= :from AND asked_at < :before
      AND (:everyone OR owner = :staff OR (:pool AND owner IS NULL))
      AND (:states IS NULL OR instr(:states, ' ' || state || ' ') > 0)
      AND (:reason IS NULL OR reason = :reason)
      AND (:competitor IS NULL OR competitor = :competitor)
    ORDER BY asked_at DESC, opportunity DESC
    LIMIT :limit OFFSET :offset
) AS page
CROSS JOIN m_loss ON m_loss.row = page.row AND m_loss.opportunity = page.opportunity
ORDER BY m_loss.asked_at DESC, m_loss.opportunity DESC
