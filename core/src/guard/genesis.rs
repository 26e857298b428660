//! The first change of a file: a pure function of its kind and id.
//!
//! It makes every container of the kind and holds no data, so two devices that open the same file apart share one
//! beginning and neither's containers hide the other's. It never travels: each end builds it for itself. Its bytes are
//! pinned by a test, because a changed genesis would part every new file from its older copies.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use automerge::{ActorId, Automerge, AutomergeError, ObjType, ROOT, transaction::CommitOptions, transaction::Transactable};

use sha2::{Digest as _, Sha256};

use crate::{
    ids::{ChangeHash, FileId},
    policy::FileKind,
};

/// The shape of all files. Only additive upgrades follow it, each a change of its own.
const SCHEMA: u8 = 1;

/// The containers a file of this kind begins with, in the order in which its genesis makes them.
#[must_use]
pub const fn containers(kind: FileKind) -> &'static [&'static str] {
    match kind {
        FileKind::Customer => &["file", "phones", "consents", "opportunities", "follow_ups", "entries"],
        FileKind::CustomerPrivate | FileKind::Vehicle | FileKind::Care | FileKind::Reception => &["file"],
        FileKind::Event => &["file", "staff"],
        FileKind::Store => &["file", "staff_names", "catalogue", "grades"],
    }
}

/// A file that holds nothing but its genesis.
#[must_use]
pub fn document(kind: FileKind, file: FileId) -> Automerge {
    let mut document = Automerge::new().with_actor(ActorId::from(&actor(kind, file)[..]));
    let made = document.transact_with::<_, (), AutomergeError, _>(
        |()| CommitOptions::default().with_time(0),
        |transaction| {
            for container in containers(kind) {
                transaction.put_object(ROOT, *container, ObjType::Map)?;
            }
            Ok(())
        },
    );
    // Making maps in the root of an empty document cannot fail; if it ever did, the file would lack its containers
    // and the first write would say so.
    debug_assert!(made.is_ok());
    document
}

/// The bytes of the genesis.
#[must_use]
pub fn change(kind: FileKind, file: FileId) -> Vec<u8> {
    document(kind, file).save_after(&[])
}

/// The genesis as far as the next change builds on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct First {
    /// Its hash.
    pub hash: ChangeHash,
    /// Its actor.
    pub actor: [u8; 16],
    /// Its last operation.
    pub last_op: u64,
}

/// What [`document`] would tell of the genesis, found without making it: the genesis of another file of the kind with
/// this file's actor in its place. None only if Automerge no longer wrote changes as it does; a test says so.
#[must_use]
pub fn first(kind: FileKind, file: FileId) -> Option<First> {
    static PATTERNS: Mutex<BTreeMap<&str, Vec<u8>>> = Mutex::new(BTreeMap::new());
    let actor = actor(kind, file);
    let mut patterns = PATTERNS.lock().unwrap_or_else(PoisonError::into_inner);
    let pattern = patterns.entry(word(kind)).or_insert_with(|| change(kind, FileId::from_bytes([0; 16])));
    let hashed = pattern.get(UNHASHED..)?;
    let place = hashed.windows(actor.len()).position(|window| *window == self::actor(kind, FileId::from_bytes([0; 16])))?;
    let mut hasher = Sha256::new();
    hasher.update(hashed.get(..place)?);
    hasher.update(actor);
    hasher.update(hashed.get(place + actor.len()..)?);
    let last_op = u64::try_from(containers(kind).len()).ok()?;
    Some(First { hash: ChangeHash::from_bytes(hasher.finalize().into()), actor, last_op })
}

/// Magic bytes and checksum stand before what is hashed.
const UNHASHED: usize = 8;

fn actor(kind: FileKind, file: FileId) -> [u8; 16] {
    let mut hasher = blake3::Hasher::new_derive_key("forecourt 2026 genesis actor");
    hasher.update(&[SCHEMA]).update(word(kind).as_bytes()).update(file.as_bytes());
    let mut actor = [0; 16];
    hasher.finalize_xof().fill(&mut actor);
    actor
}

const fn word(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Customer => "customer",
        FileKind::CustomerPrivate => "customer_private",
        FileKind::Vehicle => "vehicle",
        FileKind::Care => "care",
        FileKind::Reception => "reception",
        FileKind::Event => "event",
        FileKind::Store => "store",
    }
}
