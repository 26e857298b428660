INSERT INTO m_vehicle (file, about, vin, plate, next_service_on, bought_on, json)
VALUES (:file, :about, :vin, :plate, :next_service_on, :bought_on, :json)
ON CONFLICT (file) DO UPDATE SET
    about = excluded.about, vin = excluded.vin, plate = excluded.plate, next_service_on = excluded.next_service_on,
    bought_on = excluded.bought_on, json = excluded.json
