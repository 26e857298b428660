//! Places opened by invitations, as rows.

use forecourt_core::{
    clock::Instant,
    ids::{DeviceId, SlotId, StaffId},
    sync::{
        Nonce, PublicKey,
        pairing::{CodeKey, Commitment, Locator},
    },
};
use rusqlite::{Row, named_params};

use super::{Store, StoreError};

/// A place for one device.
#[derive(Debug, Clone)]
pub struct Slot {
    /// Its id.
    pub slot: SlotId,
    /// For whose device.
    pub staff: StaffId,
    /// The part of the code that finds it.
    pub locator: Locator,
    /// The stretched code, for the proofs.
    pub code_key: CodeKey,
    /// When it ends.
    pub expires_at: Instant,
    /// Wrong codes given so far.
    pub tries: u32,
    /// Whether an administrator turned the device away or took the invitation back.
    pub is_refused: bool,
    /// The device that gave the right code.
    pub taken: Option<Taken>,
}

/// The device in a slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Which.
    pub device: DeviceId,
    /// Its key.
    pub key: PublicKey,
    /// What it calls itself.
    pub name: String,
    /// To its part of the digits.
    pub commitment: Commitment,
    /// The administrator's part of the digits.
    pub admin_nonce: Option<Nonce>,
    /// The device's part, once revealed.
    pub device_nonce: Option<Nonce>,
}

impl Store {
    /// Slots that end after `since`.
    pub fn slots(&self, since: Instant) -> Result<Vec<Slot>, StoreError> {
        let mut query = self.db.prepare_cached(include_str!("../sql/slots.sql"))?;
        let rows = query.query_map(named_params! { ":since": since.unix_ms() }, read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Writes a slot, new or changed.
    pub fn put_slot(&mut self, slot: &Slot) -> Result<(), StoreError> {
        let taken = slot.taken.as_ref();
        self.write()?.prepare_cached(include_str!("../sql/put_slot.sql"))?.execute(named_params! {
            ":slot": slot.slot.as_bytes(),
            ":staff": slot.staff.as_bytes(),
            ":locator": slot.locator.as_bytes(),
            ":code_key": slot.code_key.as_bytes(),
            ":expires_at": slot.expires_at.unix_ms(),
            ":tries": slot.tries,
            ":is_refused": slot.is_refused,
            ":device": taken.map(|taken| taken.device.as_bytes().as_slice()),
            ":key": taken.map(|taken| taken.key.as_bytes().as_slice()),
            ":name": taken.map(|taken| taken.name.as_str()),
            ":commitment": taken.map(|taken| taken.commitment.as_bytes().as_slice()),
            ":admin_nonce": taken.and_then(|taken| taken.admin_nonce).as_ref().map(|nonce| nonce.as_bytes().as_slice()),
            ":device_nonce": taken.and_then(|taken| taken.device_nonce).as_ref().map(|nonce| nonce.as_bytes().as_slice()),
        })?;
        Ok(())
    }

    /// Removes slots that ended before `until`.
    pub fn forget_slots(&mut self, until: Instant) -> Result<(), StoreError> {
        self.write()?.execute("DELETE FROM slot WHERE expires_at <= ?1", [until.unix_ms()])?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Slot> {
    let device: Option<[u8; 16]> = row.get(7)?;
    let taken = match device {
        None => None,
        Some(device) => Some(Taken {
            device: DeviceId::from_bytes(device),
            key: PublicKey::from_bytes(row.get(8)?),
            name: row.get(9)?,
            commitment: Commitment::from_bytes(row.get(10)?),
            admin_nonce: row.get::<_, Option<[u8; 32]>>(11)?.map(Nonce::from_bytes),
            device_nonce: row.get::<_, Option<[u8; 32]>>(12)?.map(Nonce::from_bytes),
        }),
    };
    Ok(Slot {
        slot: SlotId::from_bytes(row.get(0)?),
        staff: StaffId::from_bytes(row.get(1)?),
        locator: Locator::from_bytes(row.get(2)?),
        code_key: CodeKey::from_bytes(row.get(3)?),
        expires_at: Instant::from_unix_ms(row.get(4)?),
        tries: row.get(5)?,
        is_refused: row.get(6)?,
        taken,
    })
}
