SELECT
    file, m_loss.opportunity, state, request, asked_at, asked_by, reason, competitor, m_loss.words, m_loss.stage, m_loss.grade,
    verdict_at, verdict_by, verdict, revived_at, revived_by, revival, m_loss.owner
FROM m_loss
JOIN m_customer USING (row)
ORDER BY file, m_loss.opportunity
