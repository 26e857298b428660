SELECT file, id, m_follow_up.opportunity, m_follow_up.owner, way, aim, due_on, done_at, done_by
FROM m_follow_up
JOIN m_customer USING (row)
ORDER BY file, id
