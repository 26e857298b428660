SELECT
    file, id, m_follow_up.opportunity, m_follow_up.owner, way, aim, due_on, planned_by, done_at, done_by, outcome, said,
    comment_at, comment_by, comment, answer_at, answer_by, answer, unanswered
FROM m_follow_up
JOIN m_customer USING (row)
ORDER BY file, id
