//! Proof 8: small things that would become large. Each shape is refused, in less than a tenth of a second of work and
//! without the memory that it claims.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up must fail")]

use std::{
    fmt::Write as _,
    fs,
    sync::{Mutex, PoisonError},
};

use automerge::{ActorId, Author, Automerge, AutomergeError, ROOT, ReadDoc as _, transaction::Transactable as _};
use forecourt_core::{
    guard::{Limits, Offered, Verdict, admit, genesis, inspect, load_snapshot},
    ids::{DeviceId, FileId},
    policy::FileKind,
    sync::{
        frame::{TO_DEVICE_LIMIT, TO_RELAY_LIMIT, ToDevice, ToRelay},
        page, wire,
    },
};
use forecourt_tests::{dice::Dice, size::rounds};
use sha2::{Digest as _, Sha256};

const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];
const CHANGE: u8 = 1;
const COMPRESSED: u8 = 2;
const DOCUMENT: u8 = 0;
/// Work that a refusal may take.
const MOST_NS: u64 = 100_000_000;
/// Memory that all of them, or any number of mutants, may take on top of what was there.
const MOST_KIB: u64 = 64 * 1024;

/// What takes the bytes.
#[derive(Debug, Clone, Copy)]
enum Gate {
    Change,
    Snapshot,
    Page,
    ToRelay,
    ToDevice,
}

/// Both tests look at the memory of the whole process, so one waits for the other.
static ALONE: Mutex<()> = Mutex::new(());

#[test]
fn what_is_small_and_would_become_large_is_refused_at_once() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let shapes = shapes();
    assert!(shapes.len() >= 30, "{}", shapes.len());
    let before = peak_kib();
    let mut told = String::new();
    for (name, gate, bytes) in &shapes {
        let began = work_ns();
        let was_taken = is_taken(*gate, bytes);
        let took = work_ns() - began;
        if was_taken || took > MOST_NS {
            writeln!(told, "{name} ({gate:?}, {} bytes): taken {was_taken}, {} ms", bytes.len(), took / 1_000_000).unwrap();
        }
    }
    assert_eq!(told, "");
    let grown = peak_kib() - before;
    assert!(grown < MOST_KIB, "memory grew by {grown} KiB");
}

/// Proof 7: whatever is done to an honest change, file or message, memory does not grow with the number of tries. The
/// guard's own tests look at what is admitted; here they have a process to themselves.
#[test]
fn mutants_cost_no_memory() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let limits = Limits::default();
    let base = genesis::document(FileKind::Customer, FileId::from_bytes([7; 16]));
    let (change, file) = honest(&base);
    let page = wire::encode(&change).unwrap();
    let offered = Offered { change: &change, device: DeviceId::from_bytes([9; 16]) };
    assert!(matches!(admit(&mut base.clone(), &[offered], &limits)[..], [Verdict::Admitted(_)]), "the honest one passes");
    // What is allocated once, is allocated here.
    for seed in 0..200 {
        try_mutants(&base, [&change, &file, &page], seed, &limits);
    }
    let before = peak_kib();
    for seed in rounds("mutants-memory") {
        try_mutants(&base, [&change, &file, &page], seed, &limits);
    }
    let grown = peak_kib() - before;
    assert!(grown < MOST_KIB, "memory grew by {grown} KiB");
}

/// A change of some size by a device, and the file with it.
fn honest(base: &Automerge) -> (Vec<u8>, Vec<u8>) {
    let mut document = base.clone().with_author(Some(Author::from(vec![9; 16]))).with_actor(ActorId::from(&[9; 16][..]));
    let before = document.get_heads();
    document
        .transact(|writing| {
            let (_, fields) = writing.get(ROOT, "file")?.unwrap();
            for name in ["name", "employer", "occupation", "remark"] {
                writing.put(&fields, name, format!("{name} 刘汉"))?;
            }
            Ok::<_, AutomergeError>(())
        })
        .unwrap();
    (document.save_after(&before), document.save_nocompress())
}

fn try_mutants(base: &Automerge, [change, file, message]: [&[u8]; 3], seed: u64, limits: &Limits) {
    let mut dice = Dice::new(seed);
    let mutant = resealed(change, &mut dice);
    let mut here = base.clone();
    admit(&mut here, &[Offered { change: &mutant, device: DeviceId::from_bytes([9; 16]) }], limits);
    let mutant = resealed(file, &mut dice);
    drop(load_snapshot(FileKind::Customer, FileId::from_bytes([7; 16]), &mutant, limits));
    let mutant = mutated(message, &mut dice);
    drop((ToRelay::decode(&mutant), ToDevice::decode(&mutant), page::unpack(&mutant)));
}

/// The chunk with a byte or two changed behind its head, its length and checksum put right again.
fn resealed(honest: &[u8], dice: &mut Dice) -> Vec<u8> {
    let length = honest.iter().skip(9).position(|byte| byte & 0x80 == 0).unwrap() + 1;
    chunk(honest[8], &mutated(&honest[9 + length..], dice))
}

fn mutated(honest: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut mutant = honest.to_vec();
    for _ in 0..=dice.below(2) {
        let at = usize::try_from(dice.below(mutant.len() as u64)).unwrap();
        let byte = u8::try_from(dice.below(256)).unwrap();
        match dice.below(5) {
            0 => mutant.insert(at, byte),
            1 => drop(mutant.remove(at)),
            2 => mutant[at] ^= 1 << (byte % 8),
            _ => mutant[at] = byte,
        }
    }
    mutant
}

fn is_taken(gate: Gate, bytes: &[u8]) -> bool {
    let (limits, file) = (Limits::default(), FileId::from_bytes([7; 16]));
    match gate {
        Gate::Change => {
            let mut here = genesis::document(FileKind::Customer, file);
            let verdicts = admit(&mut here, &[Offered { change: bytes, device: DeviceId::from_bytes([9; 16]) }], &limits);
            inspect(bytes, &limits).is_ok() || !matches!(verdicts[..], [Verdict::Refused(_)])
        }
        Gate::Snapshot => load_snapshot(FileKind::Customer, file, bytes, &limits).is_ok(),
        Gate::Page => page::unpack(bytes).is_ok(),
        Gate::ToRelay => ToRelay::decode(bytes).is_ok(),
        Gate::ToDevice => ToDevice::decode(bytes).is_ok(),
    }
}

fn shapes() -> Vec<(String, Gate, Vec<u8>)> {
    let mut shapes = Vec::new();
    let mut add = |name: &str, gate, bytes| shapes.push((name.to_owned(), gate, bytes));
    // Deflate: whole chunks, and a column inside a document.
    for (name, mib) in [("1 MiB", 1), ("19 MiB", 19)] {
        let body = deflated(mib << 20);
        add(&format!("a compressed change of {name}"), Gate::Change, chunk(COMPRESSED, &body));
        add(&format!("a compressed change of {name} as a file"), Gate::Snapshot, chunk(COMPRESSED, &body));
        let column = with_columns(&[(0x15 | 8, body)]);
        add(&format!("a compressed column of {name}"), Gate::Change, chunk(CHANGE, &column));
    }
    // Run lengths in every column of a change.
    for spec in [0x01, 0x02, 0x11, 0x13, 0x15, 0x21, 0x23, 0x42, 0x56, 0x70, 0x71, 0x73] {
        let body = with_columns(&[(spec, run(2_000_000, 1))]);
        add(&format!("two million entries in column {spec:#x}"), Gate::Change, chunk(CHANGE, &body));
    }
    add("a list of two million inserts", Gate::Change, chunk(CHANGE, &inserts(2_000_000)));
    add("a list of two million inserts as a file", Gate::Snapshot, chunk(DOCUMENT, &inserts(2_000_000)));
    add("runs of runs", Gate::Change, chunk(CHANGE, &with_columns(&[(0x42, run(u64::MAX >> 1, 1))])));
    // Zstd: one frame, many, and one that asks for a window of its own.
    let zeros = zstd_zeros(256 << 20);
    add("a page of 256 MiB of zeros", Gate::Page, zeros.clone());
    add("pages one after the other", Gate::Page, [zeros.clone(), zeros.clone(), zeros].concat());
    add("a window of 2 GiB", Gate::Page, vec![0x28, 0xb5, 0x2f, 0xfd, 0x00, 0xa8, 0x01, 0x00, 0x00]);
    // CBOR: nesting, lengths that lie, keys.
    for (name, byte) in [("arrays", 0x81), ("tags", 0xc1), ("endless arrays", 0x9f)] {
        add(&format!("nested {name}"), Gate::ToRelay, vec![byte; TO_RELAY_LIMIT]);
        // As much again would take as much time again, not more.
        add(&format!("nested {name}"), Gate::ToDevice, vec![byte; TO_RELAY_LIMIT]);
    }
    for head in [0x5b, 0x7b, 0x9b, 0xbb] {
        let lie = [&[head][..], &[0x40, 0, 0, 0, 0, 0, 0, 0]].concat();
        add(&format!("a length of 2^62, head {head:#x}"), Gate::ToRelay, lie);
    }
    add("more bytes than the limit", Gate::ToRelay, vec![0xa0; TO_RELAY_LIMIT + 1]);
    add("more bytes than the limit", Gate::ToDevice, vec![0xa0; TO_DEVICE_LIMIT + 1]);
    add("a push with 50,000 keys", Gate::ToRelay, keys(50_000));
    shapes
}

/// A chunk around `body` with the right length and checksum.
fn chunk(kind: u8, body: &[u8]) -> Vec<u8> {
    let hashed = [&[kind][..], &leb(body.len() as u64), body].concat();
    [&MAGIC, &Sha256::digest(&hashed)[..4], &hashed].concat()
}

fn leb(mut number: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while number > 0x7f {
        bytes.push(u8::try_from(number & 0x7f).unwrap() | 0x80);
        number >>= 7;
    }
    bytes.push(u8::try_from(number).unwrap());
    bytes
}

/// A run of a column: so many times the same.
fn run(times: u64, value: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    // Signed LEB128 of a positive number: one more byte where the last would read as negative.
    let mut rest = times;
    loop {
        let low = u8::try_from(rest & 0x7f).unwrap();
        rest >>= 7;
        if rest == 0 && low & 0x40 == 0 {
            bytes.push(low);
            break;
        }
        bytes.push(low | 0x80);
    }
    bytes.push(value);
    bytes
}

/// The body of a change of actor 9 with these columns.
fn with_columns(columns: &[(u32, Vec<u8>)]) -> Vec<u8> {
    let mut body = leb(0);
    body.extend(leb(16));
    body.extend([9; 16]);
    body.extend([1, 1, 0, 0, 0]);
    body.extend(leb(columns.len() as u64));
    for (spec, bytes) in columns {
        body.extend(leb(u64::from(*spec)));
        body.extend(leb(bytes.len() as u64));
    }
    body.extend(columns.iter().flat_map(|(_, bytes)| bytes.clone()));
    body
}

fn inserts(times: u64) -> Vec<u8> {
    with_columns(&[(0x34, [leb(0), leb(times)].concat()), (0x42, run(times, 1)), (0x56, run(times, 0)), (0x70, run(times, 0))])
}

/// Raw deflate of zeros by the fixed codes of RFC 1951: one literal, then copies of 258 bytes from one byte before.
fn deflated(length: usize) -> Vec<u8> {
    let mut bits = Bits::default();
    // A last block of the fixed kind.
    bits.push(0b011, 3);
    bits.push_code(0x30, 8);
    for _ in 0..length / 258 {
        // Length 285 and distance 0.
        bits.push_code(0b1100_0101, 8);
        bits.push_code(0, 5);
    }
    bits.push_code(0, 7);
    bits.bytes
}

#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    used: usize,
}

impl Bits {
    /// Lowest bit first.
    fn push(&mut self, value: u32, count: u32) {
        for nth in 0..count {
            if self.used.is_multiple_of(8) {
                self.bytes.push(0);
            }
            if value >> nth & 1 == 1 {
                *self.bytes.last_mut().unwrap() |= 1 << (self.used % 8);
            }
            self.used += 1;
        }
    }

    /// A Huffman code: highest bit first.
    fn push_code(&mut self, code: u32, count: u32) {
        for nth in (0..count).rev() {
            self.push(code >> nth & 1, 1);
        }
    }
}

/// A zstd frame of so many zeros, written by hand from run-length blocks (RFC 8878, 3.1.1.2): four bytes for 128 KiB.
fn zstd_zeros(length: usize) -> Vec<u8> {
    const BLOCK: usize = 128 << 10;
    // Magic, no checksum, a window of 128 KiB.
    let mut bytes = vec![0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38];
    let blocks = length / BLOCK;
    for nth in 0..blocks {
        let head = u32::try_from(BLOCK << 3).unwrap() | 0b010 | u32::from(nth + 1 == blocks);
        bytes.extend(&head.to_le_bytes()[..3]);
        bytes.push(0);
    }
    bytes
}

/// A pull whose map has so many fields that nobody knows.
fn keys(count: u32) -> Vec<u8> {
    let fields = (0..count).map(|nth| (ciborium::Value::from(format!("key {nth}")), ciborium::Value::Null)).collect();
    wire::encode(&ciborium::Value::Map(vec![("push".into(), ciborium::Value::Map(fields))])).unwrap()
}

/// Time that this thread worked.
fn work_ns() -> u64 {
    let text = fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    text.split(' ').next().unwrap().parse().unwrap()
}

/// The most memory that this process ever held.
fn peak_kib() -> u64 {
    let text = fs::read_to_string("/proc/self/status").unwrap();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}
