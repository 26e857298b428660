SELECT
    file, id, number, code, m_order.opportunity, m_order.owner, state, m_order.opened_at, signed_on, promised_on, delivered_on,
    cancelled_on, owner_base, total_fen, open_fen, refund_due_fen, models
FROM m_order
JOIN m_customer USING (row)
ORDER BY file, id
