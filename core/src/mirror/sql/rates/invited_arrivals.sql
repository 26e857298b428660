-- Who had agreed in a follow-up, or in a call that the log holds; or whom the log has as come by appointment.
SELECT 'customer' AS what, registered_on AS on_date, row, NULL AS id, NULL AS file, '' AS word
FROM m_customer
WHERE registered_on BETWEEN :since AND :until
  AND (:everyone OR owner IS :staff)
  AND (:source IS NULL OR source = :source)
  AND is_lead
  AND (
      invited_on <= :upto
      OR file IN (
          SELECT customer FROM m_line
          WHERE day BETWEEN :from AND :upto AND came_by = 'appointment' AND is_in_store AND NOT is_double
      )
      OR file IN (
          SELECT called.customer
          FROM m_line AS called
          JOIN m_line AS came ON came.customer = called.customer
          WHERE called.day BETWEEN :from AND :upto AND called.result = 'visit_agreed' AND NOT called.is_in_store
              AND came.day BETWEEN called.day AND :upto AND came.is_in_store AND NOT came.is_double
      )
  )
