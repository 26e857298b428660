INSERT INTO m_order (
    row, id, number, code, opportunity, owner, state, opened_at, signed_on, promised_on, delivered_on, cancelled_on, owner_base,
    total_fen, open_fen, refund_due_fen, models
)
VALUES (
    :row, :id, :number, :code, :opportunity, :owner, :state, :opened_at, :signed_on, :promised_on, :delivered_on,
    :cancelled_on, :owner_base, :total_fen, :open_fen, :refund_due_fen, :models
)
