//! What was not sent, sealed box by box to the relay's key.

use super::parcel::SealedBox;
use crate::{
    app::{
        api::error::{AppError, ErrorCode},
        damage,
        link::envelope,
        opening::names,
        store::OpenStore,
    },
    clock::World,
    ids::StoreId,
    sync::{envelope::Envelope, sealed, wire},
    vault::{self, Database, meta},
};

/// A box is closed beyond these: the relay takes 4 MiB, and judges a whole box between two commits.
const BOX_BYTES: usize = 1024 * 1024;
/// See [`BOX_BYTES`].
const BOX_COUNT: usize = 200;
/// What an envelope weighs beside its change.
const ENVELOPE_BYTES: usize = 400;
/// Changes read at once.
const PAGE: u32 = 500;

/// The changes of a database that no relay has.
pub(super) struct Outbox<'a> {
    pub db: &'a Database,
    pub store: StoreId,
    pub world: &'a World,
}

impl<'a> Outbox<'a> {
    pub(super) fn of(store: &'a OpenStore, world: &'a World) -> Self {
        Self { db: &store.db, store: store.id, world }
    }

    /// What was not sent, sealed to the relay, at most `limit` boxes.
    pub(super) fn boxes(&self, limit: usize) -> Result<Vec<SealedBox>, AppError> {
        let mut boxes = Vec::new();
        let mut after = None;
        let mut packing = Packing::default();
        while boxes.len() < limit {
            let rows = self.db.read(|conn| vault::outbox::next(conn, after, PAGE)).map_err(damage::told)?;
            let Some(last) = rows.last() else { break };
            after = Some(last.change.hash);
            for envelope in rows.into_iter().filter_map(|row| envelope(self.store, row)) {
                if packing.is_full_with(&envelope) {
                    boxes.push(self.seal(&mut packing)?);
                }
                packing.add(envelope);
            }
        }
        if !packing.envelopes.is_empty() {
            boxes.push(self.seal(&mut packing)?);
        }
        boxes.truncate(limit);
        Ok(boxes)
    }

    fn seal(&self, packing: &mut Packing) -> Result<SealedBox, AppError> {
        let envelopes = std::mem::take(packing).envelopes;
        let hashes = envelopes.iter().map(Envelope::hash).collect();
        let plain = zeroize::Zeroizing::new(wire::encode(&envelopes).map_err(|_| ErrorCode::Internal)?);
        let key = self.db.read(|conn| meta::bytes(conn, names::SEAL_KEY)).map_err(damage::told)?;
        // Every relay tells its key before it takes or refuses anything.
        let key: [u8; 32] = key.and_then(|key| key.try_into().ok()).ok_or(ErrorCode::Internal)?;
        let sealed = sealed::seal(&key, &plain, self.world.random()).map_err(|_| ErrorCode::Internal)?;
        Ok(SealedBox { hashes, sealed })
    }
}

/// A box being filled.
#[derive(Default)]
struct Packing {
    envelopes: Vec<Envelope>,
    bytes: usize,
}

impl Packing {
    fn is_full_with(&self, envelope: &Envelope) -> bool {
        let bytes = self.bytes + envelope.change.len() + ENVELOPE_BYTES;
        !self.envelopes.is_empty() && (bytes > BOX_BYTES || self.envelopes.len() >= BOX_COUNT)
    }

    fn add(&mut self, envelope: Envelope) {
        self.bytes += envelope.change.len() + ENVELOPE_BYTES;
        self.envelopes.push(envelope);
    }
}
