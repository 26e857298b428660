//! Takes a whole file from outside: the same bounds and rules as for single changes, held against its history.

use std::panic::{AssertUnwindSafe, catch_unwind};

use automerge::Automerge;

use super::{
    Limits, Refusal,
    columns::{self, Column},
    genesis,
    history::{History, Step, device_of},
    inspect::{self, ACTOR_BYTES},
    nesting,
    reader::Reader,
};
use crate::{
    ids::{ChangeHash, DeviceId, FileId},
    policy::FileKind,
};

const DOCUMENT_CHUNK: u8 = 0;

/// A change that stands in a loaded file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Its hash, computed from its content.
    pub hash: ChangeHash,
    /// The device its actor belongs to; a signature over the hash must be this device's.
    pub device: DeviceId,
    /// Its actor.
    pub actor: [u8; 16],
    /// Its number within the actor.
    pub seq: u64,
}

/// A file taken from a snapshot.
#[derive(Debug)]
pub struct Loaded {
    /// The document.
    pub document: Automerge,
    /// Its changes after the genesis, each after those it stands on.
    pub changes: Vec<Recorded>,
}

/// Loads a snapshot made by `save_nocompress`, whose history must begin with the genesis of this very file.
pub fn load_snapshot(kind: FileKind, file: FileId, bytes: &[u8], limits: &Limits) -> Result<Loaded, Refusal> {
    if bytes.len() > limits.file_bytes {
        return Err(Refusal::TooLarge);
    }
    let objects = measure(inspect::open_chunk(bytes, DOCUMENT_CHUNK)?.body, limits)?;
    // Nothing outlives a panic in here: the document is made inside.
    catch_unwind(AssertUnwindSafe(|| {
        let mut document = Automerge::load(bytes).map_err(|_| Refusal::Malformed)?;
        let changes = history(kind, file, &document)?;
        genesis::complete(kind, file, &mut document).map_err(|_| Refusal::Malformed)?;
        if nesting::is_shallow_with(&document, objects) { Ok(Loaded { document, changes }) } else { Err(Refusal::Malformed) }
    }))
    .unwrap_or(Err(Refusal::Malformed))
}

/// How many objects a saved document makes, as far as its columns tell; of a document of our own, not from outside.
pub(super) fn objects_in(saved: &[u8], limits: &Limits) -> Result<u64, Refusal> {
    measure(inspect::open_chunk(saved, DOCUMENT_CHUNK)?.body, limits)
}

/// Bounds the columns of a document chunk: actors, heads, change columns, operation columns. Tells how many objects are
/// made in it.
fn measure(body: &[u8], limits: &Limits) -> Result<u64, Refusal> {
    let mut reader = Reader::new(body);
    for _ in 0..reader.unsigned()? {
        inspect::actor(&mut reader)?;
    }
    inspect::hashes(&mut reader, limits)?;
    let change_columns = columns::directory(&mut reader)?;
    let operation_columns = columns::directory(&mut reader)?;
    bound(&columns::bodies(&change_columns, &mut reader)?, limits)?;
    let operations = columns::bodies(&operation_columns, &mut reader)?;
    bound(&operations, limits)?;
    columns::objects_made(&operations)
}

fn bound(columns: &[Column<'_>], limits: &Limits) -> Result<(), Refusal> {
    let most = limits.file_operations;
    let mut text = 0_u64;
    for column in columns {
        let size = column.size(most)?;
        text = text.saturating_add(size.text);
        if column.is_group() && size.sum > most {
            return Err(Refusal::TooManyOperations);
        }
    }
    if text > limits.file_bytes.saturating_mul(4) as u64 { Err(Refusal::TooManyOperations) } else { Ok(()) }
}

fn history(kind: FileKind, file: FileId, document: &Automerge) -> Result<Vec<Recorded>, Refusal> {
    let beginning = genesis::beginning(kind, file).ok_or(Refusal::Malformed)?;
    let mut history = History::beginning(&beginning);
    let mut metas = document.get_changes_meta(&[]).into_iter();
    if metas.next().map(|meta| meta.hash.0) != beginning.first().map(|first| *first.hash.as_bytes()) {
        return Err(Refusal::Malformed);
    }
    let mut changes = Vec::new();
    for meta in metas {
        let hash = ChangeHash::from_bytes(meta.hash.0);
        if beginning.iter().any(|begun| begun.hash == hash) {
            continue;
        }
        let actor = <[u8; ACTOR_BYTES]>::try_from(meta.actor.as_ref().as_ref()).map_err(|_| Refusal::Malformed)?;
        let deps: Vec<ChangeHash> = meta.deps.iter().map(|dep| ChangeHash::from_bytes(dep.0)).collect();
        let step = Step {
            hash,
            actor,
            seq: meta.seq,
            start_op: meta.start_op,
            last_op: meta.max_op,
            deps: &deps,
            author: meta.author.as_ref().and_then(device_of),
        };
        // A second author footer could bind an actor to another device in some later reader.
        if meta.seq != 1 && !meta.extra.is_empty() {
            return Err(Refusal::Malformed);
        }
        history.judge(&step)?;
        history.record(&step);
        let device = history.device_of(&actor).ok_or(Refusal::WrongAuthor)?;
        changes.push(Recorded { hash, device, actor, seq: meta.seq });
    }
    Ok(changes)
}
