//! Single values under a name: store id, device id, cursor, language.

use rusqlite::{Connection, OptionalExtension as _, ToSql, Transaction, types::FromSql};

use super::VaultError;

fn get<T: FromSql>(conn: &Connection, name: &str) -> Result<Option<T>, VaultError> {
    Ok(conn.prepare_cached("SELECT value FROM meta WHERE name = ?1")?.query_row([name], |row| row.get(0)).optional()?)
}

fn put(tx: &Transaction<'_>, name: &str, value: &dyn ToSql) -> Result<(), VaultError> {
    tx.prepare_cached("INSERT INTO meta (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value")?
        .execute((name, value))?;
    Ok(())
}

/// The bytes under `name`.
pub fn bytes(conn: &Connection, name: &str) -> Result<Option<Vec<u8>>, VaultError> {
    get(conn, name)
}

/// The number under `name`.
pub fn integer(conn: &Connection, name: &str) -> Result<Option<i64>, VaultError> {
    get(conn, name)
}

/// The text under `name`.
pub fn text(conn: &Connection, name: &str) -> Result<Option<String>, VaultError> {
    get(conn, name)
}

/// Keeps bytes under `name`.
pub fn put_bytes(tx: &Transaction<'_>, name: &str, value: &[u8]) -> Result<(), VaultError> {
    put(tx, name, &value)
}

/// Keeps a number under `name`.
pub fn put_integer(tx: &Transaction<'_>, name: &str, value: i64) -> Result<(), VaultError> {
    put(tx, name, &value)
}

/// Keeps text under `name`.
pub fn put_text(tx: &Transaction<'_>, name: &str, value: &str) -> Result<(), VaultError> {
    put(tx, name, &value)
}

/// Forgets what stands under `name`.
pub fn remove(tx: &Transaction<'_>, name: &str) -> Result<(), VaultError> {
    tx.prepare_cached("DELETE FROM meta WHERE name = ?1")?.execute([name])?;
    Ok(())
}
