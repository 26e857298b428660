SELECT row
FROM m_customer
WHERE first_contact_at IS NULL AND opened_at >= :from
  AND grade IN ('H', 'A', 'B', 'C', 'N')
  AND (:everyone OR owner = :staff OR (:pool AND owner IS NULL))
ORDER BY opened_at, file
