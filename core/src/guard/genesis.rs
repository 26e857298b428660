//! The first change of a file: a pure function of its kind and id.
//!
//! It makes every container of the kind and holds no data, so two devices that open the same file apart share one
//! beginning and neither's containers hide the other's. It never travels: each end builds it for itself. Its bytes are
//! pinned by a test, because a changed genesis would part every new file from its older copies.

use automerge::{ActorId, Automerge, AutomergeError, ObjType, ROOT, transaction::CommitOptions, transaction::Transactable};

use crate::{ids::FileId, policy::FileKind};

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
