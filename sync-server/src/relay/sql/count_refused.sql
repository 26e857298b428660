INSERT INTO refused (device, input, code, count, last_at)
VALUES (:device, :input, :code, 1, :at)
ON CONFLICT (device, input, code) DO UPDATE SET count = count + 1, last_at = :at
