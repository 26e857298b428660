SELECT slot, staff, locator, code, expires_at, tries, is_refused, device, key, name, relay_nonce
FROM slot
WHERE expires_at > :since
