-- A condition that is null is not asked.
SELECT count(*)
FROM m_line
WHERE day BETWEEN :from AND :upto
  AND (:consultant IS NULL OR consultant = :consultant)
  AND (:came_by IS NULL OR came_by = :came_by)
  AND (:is_intending IS NULL OR is_intending = :is_intending)
  AND (:result IS NULL OR result = :result)
  AND (:is_first IS NULL OR (visit_count = 1) = :is_first)
  AND (:contact IS NULL OR coalesce(contact, '') = :contact)
  AND (:has_file IS NULL OR (customer IS NOT NULL) = :has_file)
  AND (:series IS NULL OR instr(series, :series) > 0)
  AND (:event IS NULL OR event = :event)
  AND (:grade IS NULL OR EXISTS (SELECT 1 FROM m_customer WHERE m_customer.file = m_line.customer AND m_customer.grade = :grade))
  AND (
      :need IS NULL
      OR (
          is_confirmed = 0
          AND CASE :need
              WHEN 'incomplete' THEN is_complete = 0
              WHEN 'doubtful' THEN is_doubtful OR (is_open AND day < :today)
              WHEN 'late' THEN is_late
              ELSE is_complete = 0 OR is_doubtful OR is_late OR (is_open AND day < :today)
          END
      )
  )
