SELECT ours.name, count(DISTINCT ours.opportunity)
FROM m_opportunity AS o
JOIN m_interest AS ours ON ours.row = o.row AND ours.opportunity = o.id AND ours.kind IN ('series', 'model')
WHERE ?1 IS NULL OR o.owner = ?1 OR (?2 AND o.owner IS NULL)
GROUP BY ours.name
