SELECT car, vehicle, customer, order_id, number, state, at, by
FROM m_car_word AS word
WHERE state = 'handed_over'
    AND NOT EXISTS (SELECT 1 FROM m_car_word AS later WHERE later.car = word.car AND later.rank > word.rank)
    AND NOT EXISTS (SELECT 1 FROM m_vehicle WHERE m_vehicle.file = word.vehicle AND vin <> '')
ORDER BY at, car
LIMIT ?1
