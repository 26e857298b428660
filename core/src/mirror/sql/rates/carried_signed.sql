SELECT DISTINCT 'customer' AS what, registered_on AS on_date, row, NULL AS id, NULL AS file, '' AS word
FROM m_opportunity
WHERE registered_on BETWEEN :since AND :until
  AND opened_on < :from AND ended_on >= :from
  AND (:everyone OR owner IS :staff)
  AND (:source IS NULL OR source = :source)
  AND row IN (SELECT row FROM m_order WHERE signed_on BETWEEN :from AND :upto AND state <> 'cancelled')
