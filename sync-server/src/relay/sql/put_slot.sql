INSERT OR REPLACE INTO slot (slot, staff, locator, code, expires_at, tries, is_refused, device, key, name, relay_nonce)
VALUES (:slot, :staff, :locator, :code, :expires_at, :tries, :is_refused, :device, :key, :name, :relay_nonce)
