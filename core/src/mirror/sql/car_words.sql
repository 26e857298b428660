SELECT car, vehicle, customer, order_id, number, state, at, by
FROM m_car_word AS word
WHERE vehicle = ?1 AND state <> 'released'
    AND NOT EXISTS (SELECT 1 FROM m_car_word AS later WHERE later.car = word.car AND later.rank > word.rank)
    AND NOT EXISTS (SELECT 1 FROM m_order_car WHERE m_order_car.id = word.car)
ORDER BY at, car
