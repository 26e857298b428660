SELECT ours.name, theirs.name, count(DISTINCT ours.opportunity)
FROM m_opportunity AS o
JOIN m_interest AS ours ON ours.row = o.row AND ours.opportunity = o.id AND ours.kind IN ('series', 'model')
LEFT JOIN m_interest AS theirs ON theirs.row = o.row AND theirs.opportunity = o.id AND theirs.kind = 'competitor'
WHERE ?1 IS NULL OR o.owner = ?1 OR (?2 AND o.owner IS NULL)
GROUP BY ours.name, theirs.name
