SELECT
    row, id, number, opportunity, state, opened_at, signed_on, promised_on, delivered_on, total_fen, open_fen, refund_due_fen,
    models,
    (
        SELECT min(deliver_on) FROM m_order_car
        WHERE m_order_car.row = m_order.row AND order_id = m_order.id AND handed_on IS NULL
    ) AS deliver_on,
    EXISTS (
        SELECT 1 FROM m_order_car AS own JOIN m_order_car AS other ON other.vin = own.vin AND other.id <> own.id
        WHERE own.row = m_order.row AND own.order_id = m_order.id AND own.vin IS NOT NULL
    ) OR EXISTS (
        SELECT 1 FROM m_order_car AS own
        WHERE own.row = m_order.row AND own.order_id = m_order.id AND own.lost_vin IS NOT NULL
    ) AS is_contested
FROM m_order
WHERE row = :row AND id = :id
