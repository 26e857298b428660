//! Changes and files with repaired length and checksum: what the guard lets in can be saved, loaded and written on.
//!
//! An input is the body of a chunk, or if its first byte is odd, pokes into an honest one: where (two bytes), with what.
#![no_main]

use std::sync::OnceLock;

use automerge::{
    ActorId, Author, Automerge, ROOT, ReadDoc as _,
    transaction::{CommitOptions, Transactable as _},
};
use forecourt_core::{
    guard::{Limits, Offered, Verdict, admit, genesis, inspect, load_snapshot},
    ids::{DeviceId, FileId},
    policy::FileKind,
};
use libfuzzer_sys::fuzz_target;
use sha2::{Digest as _, Sha256};

const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];
const KIND: FileKind = FileKind::Customer;

fn file() -> FileId {
    FileId::from_bytes([7; 16])
}

/// A chunk around `body` with the right length and checksum.
fn chunk(kind: u8, body: &[u8]) -> Vec<u8> {
    let mut hashed = vec![kind];
    let mut length = body.len();
    while length > 0x7f {
        hashed.push(u8::try_from(length & 0x7f).expect("seven bits") | 0x80);
        length >>= 7;
    }
    hashed.push(u8::try_from(length).expect("seven bits"));
    hashed.extend(body);
    [&MAGIC, &Sha256::digest(&hashed)[..4], &hashed].concat()
}

/// The body of a chunk that Automerge made.
fn body(chunk: &[u8]) -> Vec<u8> {
    let rest = &chunk[MAGIC.len() + 4 + 1..];
    let length = rest.iter().take_while(|byte| **byte > 0x7f).count() + 1;
    rest[length..].to_vec()
}

/// An honest file with a change in it, and one more change that is not in it; as bodies.
fn honest() -> &'static (Automerge, Vec<u8>, Vec<u8>) {
    static HONEST: OnceLock<(Automerge, Vec<u8>, Vec<u8>)> = OnceLock::new();
    HONEST.get_or_init(|| {
        let mut there = genesis::document(KIND, file())
            .with_author(Some(Author::from(vec![9; 16])))
            .with_actor(ActorId::from(&[9; 16][..]));
        assert!(write(&mut there, "王晓"), "a file can be written");
        let here = there.clone();
        let before = there.get_heads();
        assert!(write(&mut there, "刘汉"), "and once more");
        let change = body(&there.save_after(&before));
        let whole = body(&here.save_nocompress());
        (here, change, whole)
    })
}

fn poked(honest: &[u8], pokes: &[u8]) -> Vec<u8> {
    let mut body = honest.to_vec();
    for poke in pokes.chunks_exact(3).take(16) {
        let at = usize::from(u16::from_le_bytes([poke[0], poke[1]])) % body.len();
        body[at] = poke[2];
    }
    body
}

fn write(document: &mut Automerge, value: &str) -> bool {
    let written = document.transact_with::<_, (), automerge::AutomergeError, _>(
        |()| CommitOptions::default(),
        |transaction| {
            let Some((_, fields)) = transaction.get(ROOT, "file")? else { return Ok(()) };
            transaction.put(&fields, "remark", value)
        },
    );
    written.is_ok()
}

fuzz_target!(
    init: {
        // The guard contains the panics of Automerge; only one that leaves it ends this program.
        std::panic::set_hook(Box::new(|_| {}));
    },
    |bytes: &[u8]| {
        let limits = Limits::default();
        let (base, change, whole) = honest();
        let Some((first, rest)) = bytes.split_first() else { return };
        let (change, whole) =
            if first % 2 == 1 { (poked(change, rest), poked(whole, rest)) } else { (rest.to_vec(), rest.to_vec()) };
        let _refused_or_read = inspect(bytes, &limits);
        let change = chunk(1, &change);
        let mut here = base.clone();
        let verdicts = admit(&mut here, &[Offered { change: &change, device: DeviceId::from_bytes([9; 16]) }], &limits);
        let loaded = Automerge::load(&here.save()).expect("what was let in is saved so that it loads");
        if matches!(verdicts[..], [Verdict::Admitted(_)]) {
            let mut next = loaded.with_author(Some(Author::from(vec![3; 16]))).with_actor(ActorId::from(&[3; 16][..]));
            assert!(write(&mut next, "a") && write(&mut next, "b"), "it can be written on");
            assert!(Automerge::load(&next.save()).is_ok(), "and loads again");
        } else {
            assert_eq!(here.get_heads(), base.get_heads());
        }
        if let Ok(loaded) = load_snapshot(KIND, file(), &chunk(0, &whole), &limits) {
            assert!(Automerge::load(&loaded.document.save()).is_ok(), "a file that was taken loads again");
        }
    }
);
