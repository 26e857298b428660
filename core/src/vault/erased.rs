//! Files that were destroyed, and all that is destroyed with one.

use rusqlite::{Connection, Transaction};

use super::VaultError;
use crate::ids::FileId;

/// Whether the file was destroyed here.
pub fn contains(conn: &Connection, file: FileId) -> Result<bool, VaultError> {
    Ok(conn.prepare_cached("SELECT 1 FROM erased WHERE file = ?1")?.exists([file])?)
}

/// Destroys a file with everything kept of it, unsent changes too, and remembers that it is gone. What names it in drafts,
/// in ways back and in answers kept goes as well.
pub fn erase(tx: &Transaction<'_>, file: FileId) -> Result<(), VaultError> {
    for sql in [
        "DELETE FROM outbox WHERE file = ?1",
        "DELETE FROM waiting WHERE file = ?1",
        "DELETE FROM card WHERE file = ?1",
        "DELETE FROM undo_part WHERE file = ?1",
        "DELETE FROM undo WHERE file = ?1 AND NOT EXISTS (SELECT 1 FROM undo_part WHERE undo = undo.id)",
        "DELETE FROM sieve_due WHERE file = ?1",
        "DELETE FROM actor WHERE file = ?1",
        "DELETE FROM snapshot WHERE file = ?1",
        "DELETE FROM change WHERE file = ?1",
        "DELETE FROM file WHERE file = ?1",
        "INSERT INTO erased (file) VALUES (?1) ON CONFLICT DO NOTHING",
    ] {
        tx.prepare_cached(sql)?.execute([file])?;
    }
    for sql in [
        "DELETE FROM draft WHERE instr(form, ?1) > 0 OR instr(json, ?1) > 0",
        "DELETE FROM undo WHERE instr(CAST(bytes AS TEXT), ?1) > 0",
        "DELETE FROM request WHERE instr(answer, ?1) > 0",
    ] {
        tx.prepare_cached(sql)?.execute([file.to_string()])?;
    }
    Ok(())
}
