SELECT 'loss' AS what, asked_at AS on_date, row, opportunity AS id, NULL AS file, reason AS word
FROM m_loss
WHERE asked_at >= :begins AND asked_at < :before AND state <> 'cancelled'
  AND (:everyone OR owner IS :staff)
  AND (:source IS NULL OR EXISTS (SELECT 1 FROM m_customer WHERE m_customer.row = m_loss.row AND source = :source))
  AND state = 'lost' AND instr(:unclear, ' ' || reason || ' ') = 0
