//! Which device an actor of a file belongs to. Set by the actor's first change, never changed.

use rusqlite::{Connection, OptionalExtension as _, Transaction};

use super::VaultError;
use crate::ids::{DeviceId, FileId};

/// The device the actor is bound to in this file.
pub fn device(conn: &Connection, file: FileId, actor: &[u8]) -> Result<Option<DeviceId>, VaultError> {
    let mut statement = conn.prepare_cached("SELECT device FROM actor WHERE file = ?1 AND actor = ?2")?;
    Ok(statement.query_row((file, actor), |row| row.get(0)).optional()?)
}

/// Binds the actor to `device`. It is an error if another device has it.
pub fn bind(tx: &Transaction<'_>, file: FileId, actor: &[u8], device: DeviceId) -> Result<(), VaultError> {
    match self::device(tx, file, actor)? {
        Some(bound) if bound == device => Ok(()),
        Some(_) => Err(VaultError::ForeignActor),
        None => {
            tx.prepare_cached("INSERT INTO actor (file, actor, device) VALUES (?1, ?2, ?3)")?.execute((file, actor, device))?;
            Ok(())
        }
    }
}
