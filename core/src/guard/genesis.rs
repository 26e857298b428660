//! The first changes of a file: a pure function of its kind and id.
//!
//! They make every container of the kind and hold no data, so two devices that open the same file apart share one
//! beginning and neither's containers hide the other's. They never travel: each end builds them for itself. Their bytes
//! are pinned by a test, because a changed beginning would part every new file from its older copies.
//!
//! The genesis makes the containers of the first schema. What a later schema adds is one more change that stands on the
//! genesis alone, so it is the same whether it comes before a file's first word or years after it; a file that was saved
//! without it gets it when it is loaded.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use automerge::{
    ActorId, Automerge, AutomergeError, ObjType, ROOT, ReadDoc, transaction::CommitOptions, transaction::Transactable,
};
use sha2::{Digest as _, Sha256};

use crate::{
    ids::{ChangeHash, FileId},
    policy::FileKind,
};

/// The first shape of all files; the second adds [`added`] to it.
const SCHEMA: u8 = 1;

/// The containers a file of this kind begins with, in the order in which its genesis makes them.
const fn containers(kind: FileKind) -> &'static [&'static str] {
    match kind {
        FileKind::Customer => &["file", "phones", "consents", "opportunities", "follow_ups", "entries"],
        FileKind::CustomerPrivate | FileKind::Vehicle | FileKind::Care | FileKind::Reception => &["file"],
        FileKind::Event => &["file", "staff"],
        FileKind::Store => &["file", "staff_names", "catalogue", "grades"],
    }
}

/// The containers of the second schema, in the order in which its change makes them.
const fn added(kind: FileKind) -> &'static [&'static str] {
    match kind {
        FileKind::Customer => {
            &["contacts", "presentations", "test_drives", "quotations", "orders", "order_cars", "payments", "tags", "judged"]
        }
        FileKind::Vehicle => &["owners", "mileages"],
        FileKind::Reception => &["lines", "duty", "bookings", "claims"],
        FileKind::Store => &["rota", "cars", "rules", "reasons", "calendar", "views", "templates"],
        FileKind::CustomerPrivate | FileKind::Care | FileKind::Event => &[],
    }
}

/// What each change of the beginning makes; kinds to which nothing was added have one.
fn parts(kind: FileKind) -> impl Iterator<Item = &'static [&'static str]> {
    [containers(kind), added(kind)].into_iter().filter(|part| !part.is_empty())
}

/// A file that holds nothing but its beginning.
#[must_use]
pub fn document(kind: FileKind, file: FileId) -> Automerge {
    let mut document = Automerge::new().with_actor(ActorId::from(&actor(kind, file)[..]));
    for part in parts(kind) {
        let made = document.transact_with::<_, (), AutomergeError, _>(
            |()| CommitOptions::default().with_time(0),
            |transaction| part.iter().try_for_each(|name| transaction.put_object(ROOT, *name, ObjType::Map).map(drop)),
        );
        // Making maps in the root of such a document cannot fail; if it ever did, the file would lack its containers
        // and the first write would say so.
        debug_assert!(made.is_ok());
    }
    document
}

/// The bytes of each change of the beginning, the genesis first.
#[must_use]
pub fn changes(kind: FileKind, file: FileId) -> Vec<Vec<u8>> {
    document(kind, file).get_changes(&[]).into_iter().map(|change| change.raw_bytes().to_vec()).collect()
}

/// Gives a loaded file what its beginning lacks: it may have been saved before the second schema.
pub fn complete(kind: FileKind, file: FileId, document: &mut Automerge) -> Result<(), AutomergeError> {
    let begun: Vec<automerge::ChangeHash> =
        beginning(kind, file).into_iter().flatten().map(|begun| automerge::ChangeHash(*begun.hash.as_bytes())).collect();
    if !begun.is_empty() && document.get_missing_deps(&begun).is_empty() {
        return Ok(());
    }
    document.apply_changes(self::document(kind, file).get_changes(&[]))
}

/// A change of the beginning as far as the next change builds on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    /// Its hash.
    pub hash: ChangeHash,
    /// Its actor.
    pub actor: [u8; 16],
    /// Its number within the actor, from 1.
    pub seq: u64,
    /// Its last operation.
    pub last_op: u64,
}

/// What [`document`] would tell of its changes, the genesis first, found without making it: the changes of another file
/// of the kind with this file's actor and genesis in their places. None only if Automerge no longer wrote changes as it
/// does; a test says so.
#[must_use]
pub fn beginning(kind: FileKind, file: FileId) -> Option<Vec<Begun>> {
    static PATTERNS: Mutex<BTreeMap<&str, Vec<Vec<u8>>>> = Mutex::new(BTreeMap::new());
    let nobody = FileId::from_bytes([0; 16]);
    let (actor, other) = (actor(kind, file), self::actor(kind, nobody));
    let mut patterns = PATTERNS.lock().unwrap_or_else(PoisonError::into_inner);
    let patterns = patterns.entry(word(kind)).or_insert_with(|| changes(kind, nobody));
    let mut begun: Vec<Begun> = Vec::with_capacity(patterns.len());
    let mut other_hash: Option<[u8; 32]> = None;
    let mut last_op = 0;
    for (pattern, part) in patterns.iter().zip(parts(kind)) {
        let hashed = pattern.get(UNHASHED..)?;
        let mut own = replaced(hashed, &other, &actor)?;
        if let (Some(other), Some(before)) = (other_hash, begun.last()) {
            own = replaced(&own, &other, before.hash.as_bytes())?;
        }
        last_op += u64::try_from(part.len()).ok()?;
        let hash = ChangeHash::from_bytes(Sha256::digest(&own).into());
        let seq = u64::try_from(begun.len()).ok()? + 1;
        begun.push(Begun { hash, actor, seq, last_op });
        other_hash = Some(Sha256::digest(hashed).into());
    }
    Some(begun)
}

fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Option<Vec<u8>> {
    let place = bytes.windows(from.len()).position(|window| window == from)?;
    Some([bytes.get(..place)?, to, bytes.get(place + from.len()..)?].concat())
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
