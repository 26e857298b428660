PRAGMA foreign_keys = ON;
PRAGMA temp_store = MEMORY; -- a temporary file would hold customer data in the clear
PRAGMA cipher_memory_security = OFF; -- locking every allocation costs a third of the speed; the key itself is wiped
