//! What this device brings back to a relay that lost something: its ledger, and changes of files.

use super::{
    super::{
        api::error::{AppError, ErrorCode},
        damage::Failed,
        documents,
        ingest::{permitted, save_position},
        opening::names,
    },
    line::Link,
};
use crate::{
    ids::{ChangeHash, FileId},
    sync::{
        envelope::{Envelope, Mark},
        frame::{FileDigest, FileHashes, Healed, PUSH_COUNT, digest},
        keys::Signature,
        ledger::Entry,
        session::{Position, Reached},
        wire,
    },
    vault::{self, VaultError, change::ChangeRow, file::FileRow, meta},
};

/// Most bytes of an entry in the vault.
const ENTRY_LIMIT: usize = 64 * 1024;

impl Link {
    /// Entries of the ledger from a place on.
    pub(super) fn read_ledger(&self, from: u64, limit: usize) -> Result<Vec<Entry>, AppError> {
        let limit = u32::try_from(limit).unwrap_or(u32::MAX);
        let rows = self.store.read(|conn| vault::ledger::from(conn, from, limit))?;
        let entry = |bytes: &[u8]| wire::decode(bytes, ENTRY_LIMIT).map_err(|_| AppError::from(ErrorCode::DatabaseDamaged));
        rows.iter().map(|row| entry(&row.bytes)).collect()
    }

    /// What this device holds of the next files, and how many files it has in all.
    pub(super) fn read_files(&self, after: Reached, limit: usize) -> Result<(Vec<FileDigest>, u64), AppError> {
        let limit = u32::try_from(limit).unwrap_or(u32::MAX);
        self.store.read(|conn| -> Result<_, VaultError> {
            let mut files = Vec::new();
            for file in vault::healing::files(conn, after.belongs, after.after, limit)? {
                files.push(FileDigest { file, digest: digest(vault::healing::held(conn, file)?) });
            }
            Ok((files, vault::healing::count(conn)?))
        })
    }

    /// The changes of these files that are here and not among the known.
    pub(super) fn read_missing(&self, known: Vec<FileHashes>) -> Result<Vec<Healed>, AppError> {
        let mut healed = Vec::new();
        for FileHashes { file, hashes } in known {
            healed.extend(self.missing_of(file, &hashes)?);
        }
        Ok(healed)
    }

    fn missing_of(&self, file: FileId, known: &[ChangeHash]) -> Result<Option<Healed>, AppError> {
        let found = self.store.read(|conn| -> Result<_, Failed> {
            let Some(row) = vault::file::get(conn, file)? else { return Ok(None) };
            let held: std::collections::HashSet<ChangeHash> = vault::healing::held(conn, file)?.into_iter().collect();
            let known: std::collections::HashSet<&ChangeHash> = known.iter().collect();
            let mut missing = vault::change::of_file(conn, file)?;
            missing.retain(|change| held.contains(&change.hash) && !known.contains(&change.hash));
            if missing.iter().any(|change| change.bytes.is_none()) {
                let document = documents::load(conn, file, row.kind)?;
                for change in missing.iter_mut().filter(|change| change.bytes.is_none()) {
                    change.bytes = document.change_bytes(change.hash);
                }
            }
            Ok(Some((row, missing)))
        })?;
        let Some((row, mut missing)) = found else { return Ok(None) };
        if known.is_empty() {
            self.creator_first(&row, &mut missing);
        }
        let mut envelopes: Vec<Envelope> = missing.into_iter().filter_map(|change| self.sealed(&row, change)).collect();
        self.sign_again(&row, &mut envelopes)?;
        Ok(Some(Healed { creator: row.creator, envelopes }))
    }

    /// Where the ledgers parted, what gave this device a right may stand later than it stood: a change of its own that was
    /// made too early by the ledger as it is, and could be made now, is signed again under the present entry.
    fn sign_again(&self, row: &FileRow, envelopes: &mut [Envelope]) -> Result<(), AppError> {
        let standing = self.store.standing();
        let subject = row.about.unwrap_or(row.file);
        let group = standing.ledger.now().group(subject);
        let begun_by = self.store.read(|conn| -> Result<_, VaultError> {
            let mut begun_by = std::collections::HashMap::from([(subject, row.creator)]);
            for member in group {
                begun_by.extend(vault::file::get(conn, member)?.map(|row| (member, row.creator)));
            }
            Ok(begun_by)
        })?;
        let head = standing.ledger.head();
        for envelope in envelopes.iter_mut().filter(|envelope| envelope.device == self.store.device) {
            let now = Envelope { ledger_head: head, ..envelope.clone() };
            if permitted(&standing, envelope, &begun_by).is_ok() || permitted(&standing, &now, &begun_by).is_err() {
                continue;
            }
            let mark = Mark::seal(&envelope.place(), envelope.hash(), envelope.device, head, &self.store.key);
            envelope.ledger_head = head;
            envelope.signature = mark.signature;
            self.store.write(|tx| Ok(vault::healing::seal_again(tx, mark.hash, head, mark.signature.as_bytes())?))?;
        }
        Ok(())
    }

    /// The relay believes who began a file if the first message holds a change of theirs.
    fn creator_first(&self, row: &FileRow, missing: &mut Vec<ChangeRow>) {
        let standing = self.store.standing();
        let view = standing.ledger.now();
        let place = missing.iter().position(|change| view.staff_of(change.device) == Some(row.creator));
        if let Some(place) = place.filter(|place| *place >= PUSH_COUNT / 4) {
            let change = missing.remove(place);
            missing.insert(0, change);
        }
    }

    fn sealed(&self, row: &FileRow, change: ChangeRow) -> Option<Envelope> {
        Some(Envelope {
            store: self.store.id,
            file: row.file,
            kind: row.kind,
            about: row.about,
            change: change.bytes?,
            device: change.device,
            ledger_head: change.ledger_head,
            signature: Signature::from_bytes(change.signature),
        })
    }

    /// Numbers that a life of the relay gave which is over are forgotten, once, with the beginning of healing.
    pub(super) fn begin_healing(&self, position: &Position, shared: u64) -> Result<(), AppError> {
        tracing::warn!(shared, "the relay came back from a backup: what it lost is brought back to it");
        self.store.write(|tx| {
            vault::healing::forget_numbers(tx, shared)?;
            meta::put_integer(tx, names::RELAY_LOST, self.store.world.now().unix_ms())?;
            save_position(tx, position)
        })
    }
}
