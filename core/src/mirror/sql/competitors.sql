-- In the order of the table, so that what one purchase names comes together.
SELECT row, opportunity, kind, name
FROM m_interest
WHERE kind IN ('series', 'model', 'competitor')
  AND (
      ?1 IS NULL
      OR EXISTS (
          SELECT 1 FROM m_opportunity
          WHERE m_opportunity.row = m_interest.row AND m_opportunity.id = m_interest.opportunity
              AND (m_opportunity.owner = ?1 OR (?2 AND m_opportunity.owner IS NULL))
      )
  )
ORDER BY row, opportunity
