//! Reads a change's header and bounds its operations, without Automerge.
//!
//! The layout is Automerge's change chunk: magic, checksum, type, length; then dependencies, actor, number, first
//! operation, time, message, other actors, columns, and a footer that names the author in an actor's first change.

use sha2::{Digest, Sha256};

use super::{
    Limits, Refusal,
    columns::{self, Column, Size},
    reader::Reader,
};
use crate::ids::{ChangeHash, DeviceId};

pub(super) const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];
const CHANGE_CHUNK: u8 = 1;
const AUTHOR_FOOTER: u64 = 1;

/// Actor ids have 16 bytes: random ones, and those derived for a genesis.
pub(super) const ACTOR_BYTES: usize = 16;

/// What a change says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Its hash.
    pub hash: ChangeHash,
    /// The sequence of changes it belongs to: one per file and process.
    pub actor: [u8; 16],
    /// Its number within the actor, from 1.
    pub seq: u64,
    /// The counter of its first operation.
    pub start_op: u64,
    /// How many operations it holds.
    pub operations: u64,
    /// The changes it was made after.
    pub deps: Vec<ChangeHash>,
    /// The device that wrote it; stands in the first change of an actor only.
    pub author: Option<DeviceId>,
    /// Seconds since 1970 as its writer said; nothing rests on it.
    pub time_s: i64,
}

impl Header {
    /// The counter of its last operation; that before its first where it holds none.
    #[must_use]
    pub const fn last_op(&self) -> u64 {
        (self.start_op + self.operations).saturating_sub(1)
    }
}

/// A chunk whose length, type and checksum are right.
pub(super) struct Chunk<'a> {
    pub(super) body: &'a [u8],
    pub(super) hash: ChangeHash,
}

/// Opens the one chunk that `bytes` must consist of.
pub(super) fn open_chunk(bytes: &[u8], wanted: u8) -> Result<Chunk<'_>, Refusal> {
    let mut reader = Reader::new(bytes);
    if reader.array::<4>()? != MAGIC {
        return Err(Refusal::Malformed);
    }
    let checksum = reader.array::<4>()?;
    let hashed = reader.rest();
    if reader.byte()? != wanted {
        return Err(Refusal::Malformed);
    }
    let length = reader.unsigned()?;
    let body = reader.take(length)?;
    if !reader.is_empty() {
        return Err(Refusal::Malformed);
    }
    let hash: [u8; 32] = Sha256::digest(hashed).into();
    if !hash.starts_with(&checksum) {
        return Err(Refusal::BadChecksum);
    }
    Ok(Chunk { body, hash: ChangeHash::from_bytes(hash) })
}

/// Reads the header of one change and measures it. Says nothing yet of whether the change can be applied.
pub fn inspect(bytes: &[u8], limits: &Limits) -> Result<Header, Refusal> {
    if bytes.len() > limits.change_bytes {
        return Err(Refusal::TooLarge);
    }
    let chunk = open_chunk(bytes, CHANGE_CHUNK)?;
    let mut reader = Reader::new(chunk.body);
    let deps = hashes(&mut reader, limits)?;
    let actor = actor(&mut reader)?;
    let seq = reader.unsigned()?;
    let start_op = reader.unsigned()?;
    let time_s = reader.signed()?;
    let message = reader.unsigned()?;
    std::str::from_utf8(reader.take(message)?).map_err(|_| Refusal::Malformed)?;
    let others = reader.unsigned()?;
    for _ in 0..others {
        self::actor(&mut reader)?;
    }
    let listed = columns::directory(&mut reader)?;
    let operations = operations(&columns::bodies(&listed, &mut reader)?, others, limits)?;
    let author = author(reader, seq)?;

    if seq == 0 || start_op == 0 {
        return Err(Refusal::Malformed);
    }
    if start_op.saturating_add(operations) > limits.counter {
        return Err(Refusal::TooManyOperations);
    }
    Ok(Header { hash: chunk.hash, actor, seq, start_op, operations, deps, author, time_s })
}

pub(super) fn hashes(reader: &mut Reader<'_>, limits: &Limits) -> Result<Vec<ChangeHash>, Refusal> {
    let count = reader.unsigned()?;
    if count > limits.dependencies {
        return Err(Refusal::Malformed);
    }
    let mut found: Vec<ChangeHash> = Vec::new();
    for _ in 0..count {
        let hash = ChangeHash::from_bytes(reader.array()?);
        if found.contains(&hash) {
            return Err(Refusal::Malformed);
        }
        found.push(hash);
    }
    Ok(found)
}

pub(super) fn actor(reader: &mut Reader<'_>) -> Result<[u8; ACTOR_BYTES], Refusal> {
    if reader.unsigned()? != ACTOR_BYTES as u64 {
        return Err(Refusal::Malformed);
    }
    reader.array()
}

/// The footer names the author once per actor: in its first change. A footer anywhere else, or of another form, could
/// be read as a second author.
fn author(mut reader: Reader<'_>, seq: u64) -> Result<Option<DeviceId>, Refusal> {
    if reader.is_empty() {
        return Ok(None);
    }
    let is_first = seq == 1;
    let is_author = reader.unsigned()? == AUTHOR_FOOTER && reader.unsigned()? == 16;
    let device = DeviceId::from_bytes(reader.array()?);
    if is_first && is_author && reader.is_empty() { Ok(Some(device)) } else { Err(Refusal::Malformed) }
}

/// Columns of a change, as `id << 4 | type`.
mod column {
    pub(super) const OBJECT_ACTOR: u32 = 0x01;
    pub(super) const OBJECT_COUNTER: u32 = 0x02;
    pub(super) const KEY_ACTOR: u32 = 0x11;
    pub(super) const KEY_COUNTER: u32 = 0x13;
    pub(super) const KEY_TEXT: u32 = 0x15;
    pub(super) const INSERT: u32 = 0x34;
    pub(super) const ACTION: u32 = 0x42;
    pub(super) const VALUE_LENGTHS: u32 = 0x56;
    pub(super) const VALUES: u32 = 0x57;
    pub(super) const REPLACED: u32 = 0x70;
    pub(super) const REPLACED_ACTOR: u32 = 0x71;
    pub(super) const REPLACED_COUNTER: u32 = 0x73;
    pub(super) const EXPAND: u32 = 0x94;
    pub(super) const MARK_NAME: u32 = 0xa5;
}

/// Counts the operations by the action column and holds every other column against that count.
fn operations(columns: &[Column<'_>], other_actors: u64, limits: &Limits) -> Result<u64, Refusal> {
    let most = limits.change_operations;
    let actors = other_actors.saturating_add(1);
    let mut sizes: Vec<(u32, Size)> = Vec::with_capacity(columns.len());
    for column in columns {
        sizes.push((column.spec, column.size(most)?));
    }
    let of = |wanted| sizes.iter().find(|(spec, _)| *spec == wanted).map_or(Size::default(), |(_, size)| *size);
    let operations = of(column::ACTION).values;
    let replaced = of(column::REPLACED).sum;
    let text: u64 = sizes.iter().map(|(_, size)| size.text).sum();
    // A long text repeated by a run is a bomb too: keys of an honest change are words and ids.
    if replaced > most || text > limits.change_bytes.saturating_mul(4) as u64 {
        return Err(Refusal::TooManyOperations);
    }
    for (spec, size) in &sizes {
        let is_whole = match *spec {
            column::OBJECT_ACTOR | column::KEY_ACTOR => size.values <= operations && size.largest < actors,
            column::OBJECT_COUNTER
            | column::KEY_COUNTER
            | column::KEY_TEXT
            | column::INSERT
            | column::ACTION
            | column::REPLACED
            | column::EXPAND
            | column::MARK_NAME => size.values <= operations,
            column::VALUE_LENGTHS => size.values <= operations && size.raw == of(column::VALUES).raw,
            column::VALUES => true,
            column::REPLACED_ACTOR => size.values == replaced && size.largest < actors,
            column::REPLACED_COUNTER => size.values == replaced,
            _ => false,
        };
        if !is_whole {
            return Err(Refusal::Malformed);
        }
    }
    Ok(operations)
}
