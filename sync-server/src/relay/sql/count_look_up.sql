INSERT INTO look_up (device, day, count)
VALUES (:device, :day, 1)
ON CONFLICT (device, day) DO UPDATE SET count = count + 1
RETURNING count
