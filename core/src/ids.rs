//! Newtype identifiers. Nothing here reads a clock or a random source: both come in as arguments.
//!
//! Every id of a record is a UUIDv7 (its first 48 bits are the minting instant, so ids sort by age);
//! a store is named by the hash of its ledger's first statement, a change by its own hash.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

/// The text was not an identifier of the expected form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a valid {what}")]
pub struct InvalidId {
    what: &'static str,
}

/// An id that can be minted from an instant and ten random bytes.
pub trait Minted: Sized {
    /// `unix_ms` counts from 1970; `random` must be fresh for every id.
    fn mint(unix_ms: u64, random: &[u8; 10]) -> Self;
}

macro_rules! uuid_ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[serde(transparent)]
        #[ts(type = "string")]
        pub struct $name(Uuid);

        impl $name {
            /// Wraps a UUID that is already known, such as one read from a database.
            #[must_use]
            pub const fn from_uuid(uuid: Uuid) -> Self { Self(uuid) }
            /// Rebuilds an id from its 16 bytes.
            #[must_use]
            pub const fn from_bytes(bytes: [u8; 16]) -> Self { Self(Uuid::from_bytes(bytes)) }
            /// The 16 bytes of the id, big endian, sorting by age.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; 16] { self.0.as_bytes() }
            /// When it was minted, in milliseconds since 1970 by the clock of the device that did; none for an id that was
            /// not minted.
            #[must_use]
            pub fn minted_ms(&self) -> Option<i64> { minted_ms(self.0) }
        }

        impl Minted for $name {
            fn mint(unix_ms: u64, random: &[u8; 10]) -> Self {
                Self(uuid::Builder::from_unix_timestamp_millis(unix_ms, random).into_uuid())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }

        impl FromStr for $name {
            type Err = InvalidId;
            fn from_str(text: &str) -> Result<Self, InvalidId> {
                Uuid::parse_str(text).map(Self).map_err(|_| InvalidId { what: stringify!($name) })
            }
        }
    )+};
}

/// The first 48 bits of a UUIDv7 count milliseconds since 1970.
fn minted_ms(id: Uuid) -> Option<i64> {
    let ms = id.as_bytes()[..6].iter().fold(0_i64, |ms, byte| (ms << 8) | i64::from(*byte));
    (id.get_version_num() == 7).then_some(ms)
}

uuid_ids! {
    /// One file: one Automerge document of some kind.
    FileId,
    /// One purchase being considered, inside a customer file.
    OpportunityId,
    /// One planned or finished follow-up, inside a customer file.
    FollowUpId,
    /// One phone number of a customer file.
    PhoneId,
    /// One person around a customer, inside a customer file.
    ContactId,
    /// One consent given by a customer.
    ConsentId,
    /// One line of a customer's timeline.
    EntryId,
    /// One request to give a purchase up, or one revival of it.
    LossId,
    /// One series or model of interest of an opportunity; the catalogue's id where it comes from there.
    InterestId,
    /// One order of a customer.
    OrderId,
    /// One car of an order.
    OrderCarId,
    /// One line of an order's price.
    OrderLineId,
    /// One payment for an order.
    PaymentId,
    /// One node of the store's catalogue (brand, series, model or configuration).
    CatalogueId,
    /// One person on the staff.
    StaffId,
    /// One enrolled device.
    DeviceId,
    /// One draft of a half-filled form.
    DraftId,
    /// The way back from one command.
    UndoId,
    /// One saved view of a list.
    ViewId,
    /// One statement proposed to the ledger, whatever place the relay gives it.
    StatementId,
    /// One place for a new device, opened by an invitation.
    SlotId,
    /// One record of the audit log.
    AuditId,
    /// One line of a day's reception log.
    LineId,
    /// One correction of a line of the reception log.
    CorrectionId,
    /// One showing of cars to a customer.
    PresentationId,
    /// One test drive: of a customer's file, and of the day's book in which its car is taken.
    TestDriveId,
    /// One car of the store's that customers drive.
    TestCarId,
    /// One quotation.
    QuotationId,
    /// One line of a quotation's price.
    PriceLineId,
}

impl FileId {
    /// The file of another kind that belongs to `owner`: every device finds the same one without asking.
    #[must_use]
    pub fn belonging_to(owner: Self, kind: &str) -> Self {
        Self::derived(owner.as_bytes(), kind)
    }

    /// The store file of a store.
    #[must_use]
    pub fn of_store(store: &StoreId) -> Self {
        Self::derived(store.as_bytes(), "store")
    }

    /// The reception log of a store on a day, written `2026-11-21`: two desks that open it apart open the same one.
    #[must_use]
    pub fn of_reception(store: &StoreId, day: &str) -> Self {
        Self::of_reception_in(Self::of_store(store), day)
    }

    /// The same for the store of this store file.
    #[must_use]
    pub fn of_reception_in(store_file: Self, day: &str) -> Self {
        Self::belonging_to(store_file, &format!("reception {day}"))
    }

    /// The vehicle file of a car: every device that knows the VIN, in the form in which VINs are compared, finds the same one.
    #[must_use]
    pub fn of_vehicle(store: &StoreId, vin_key: &str) -> Self {
        Self::derived(&[store.as_bytes().as_slice(), vin_key.as_bytes()].concat(), "vehicle")
    }

    fn derived(from: &[u8], kind: &str) -> Self {
        let mut hasher = blake3::Hasher::new_derive_key("forecourt-file-id-v1");
        hasher.update(kind.as_bytes()).update(&[0]).update(from);
        let mut bytes = [0; 16];
        hasher.finalize_xof().fill(&mut bytes);
        // RFC 9562 version 8: a UUID of our own making.
        Self(uuid::Builder::from_custom_bytes(bytes).into_uuid())
    }
}

macro_rules! hash_ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, TS)]
        #[ts(type = "string")]
        pub struct $name([u8; 32]);

        impl $name {
            /// Wraps 32 bytes that are already a hash.
            #[must_use]
            pub const fn from_bytes(bytes: [u8; 32]) -> Self { Self(bytes) }
            /// The 32 bytes.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; 32] { &self.0 }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&data_encoding::HEXLOWER.encode(&self.0))
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;
            fn from_str(text: &str) -> Result<Self, InvalidId> {
                data_encoding::HEXLOWER
                    .decode(text.as_bytes())
                    .ok()
                    .and_then(|bytes| <[u8; 32]>::try_from(bytes).ok())
                    .map(Self)
                    .ok_or(InvalidId { what: stringify!($name) })
            }
        }

        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                if s.is_human_readable() { s.collect_str(self) } else { s.serialize_bytes(&self.0) }
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                use serde::de::Error as _;
                if d.is_human_readable() {
                    String::deserialize(d)?.parse().map_err(D::Error::custom)
                } else {
                    let bytes = serde_bytes::ByteBuf::deserialize(d)?;
                    <[u8; 32]>::try_from(bytes.into_vec()).map(Self).map_err(|_| D::Error::custom("a hash has 32 bytes"))
                }
            }
        }
    )+};
}

hash_ids! {
    /// A store: the hash of its ledger's first statement.
    StoreId,
    /// One Automerge change, by its own hash.
    ChangeHash,
    /// One entry of the ledger, chained to the one before it.
    LedgerHash,
    /// One row of the audit log, chained to the one before it.
    AuditHash,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_minted_later_sort_later() {
        let early = FileId::mint(1_000, &[255; 10]);
        let late = FileId::mint(1_001, &[0; 10]);
        assert!(early < late);
    }

    #[test]
    fn an_id_survives_its_text_and_rubbish_is_refused() {
        let id = FileId::mint(1_700_000_000_000, &[7; 10]);
        assert_eq!(id.to_string().parse(), Ok(id));
        assert!("刘汉".parse::<FileId>().is_err());
        let hash = ChangeHash::from_bytes([3; 32]);
        assert_eq!(hash.to_string().parse(), Ok(hash));
        assert!("abc".parse::<ChangeHash>().is_err());
    }
}
