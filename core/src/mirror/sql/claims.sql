SELECT file, order_id, m_order_car.id, number, m_customer.owner, claimed_by, claimed_at, model, vin, state, handed_on, lost_vin
FROM m_order_car
JOIN m_customer USING (row)
JOIN m_order ON m_order.row = m_order_car.row AND m_order.id = order_id
WHERE vin = :vin OR lost_vin = :vin
ORDER BY claimed_at, m_order_car.id
