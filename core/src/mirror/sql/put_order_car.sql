INSERT INTO m_order_car (row, id, order_id, model, plate, vin, claimed_at, claimed_by, deliver_on, handed_on, lost_vin)
VALUES (:row, :id, :order_id, :model, :plate, :vin, :claimed_at, :claimed_by, :deliver_on, :handed_on, :lost_vin)
