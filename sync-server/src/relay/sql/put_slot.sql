INSERT OR REPLACE INTO slot (
    slot, staff, locator, code_key, expires_at, tries, is_refused, device, key, name, commitment, admin_nonce, device_nonce
)
VALUES (
    :slot, :staff, :locator, :code_key, :expires_at, :tries, :is_refused, :device, :key, :name, :commitment, :admin_nonce,
    :device_nonce
)
