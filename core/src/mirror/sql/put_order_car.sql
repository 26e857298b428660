INSERT INTO m_order_car (row, id, order_id, model, plate, vin, claimed_at, claimed_by, deliver_on, handed_on)
VALUES (:row, :id, :order_id, :model, :plate, :vin, :claimed_at, :claimed_by, :deliver_on, :handed_on)
