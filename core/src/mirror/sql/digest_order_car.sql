SELECT file, id, order_id, model, plate, vin, claimed_at, claimed_by, deliver_on, handed_on, lost_vin
FROM m_order_car
JOIN m_customer USING (row)
ORDER BY file, id
