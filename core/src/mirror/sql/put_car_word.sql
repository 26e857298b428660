INSERT INTO m_car_word (day_file, car, vehicle, customer, order_id, number, state, at, by, rank)
VALUES (:day_file, :car, :vehicle, :customer, :order_id, :number, :state, :at, :by, :rank)
