INSERT OR REPLACE INTO sieve (one, epoch, key, decoys, capacity)
VALUES (1, :epoch, :key, :decoys, :capacity)
