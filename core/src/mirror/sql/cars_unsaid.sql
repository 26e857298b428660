SELECT m_order_car.id AS car, vehicle, file AS customer, m_order_car.order_id, m_order.number, vin, word.at
FROM m_car_word AS word
JOIN m_order_car ON m_order_car.id = word.car
JOIN m_customer USING (row)
JOIN m_order ON m_order.row = m_order_car.row AND m_order.id = m_order_car.order_id
WHERE word.state = 'released' AND vin IS NOT NULL AND handed_on IS NULL
    AND NOT EXISTS (SELECT 1 FROM m_car_word AS later WHERE later.car = word.car AND later.rank > word.rank)
ORDER BY word.at, car
LIMIT :limit
