INSERT INTO m_booking (file, id, on_date, car, out_km, in_km, json)
VALUES (:file, :id, :on_date, :car, :out_km, :in_km, :json)
