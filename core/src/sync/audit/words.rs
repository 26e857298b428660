//! What is recorded, as stable words: the same in the chain, on the wire and on the page.

use serde::{Deserialize, Serialize};

/// Where something happens that is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// On a device.
    Device,
    /// At the relay, or in the ledger it orders.
    Relay,
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident = $word:literal at $origin:ident),+ $(,)?) => {
        /// What happened.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum AuditWord {
            $($(#[$doc])* $name,)+
            /// A word that this version does not know.
            Unknown,
        }

        impl AuditWord {
            /// Every word this version knows.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The word as it is kept and sent.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)+ Self::Unknown => "unknown" }
            }

            /// What a word stands for.
            #[must_use]
            pub fn from_word(word: &str) -> Self {
                match word { $($word => Self::$name,)+ _ => Self::Unknown }
            }

            /// Where it happens: a device may not tell of what only the relay can know.
            #[must_use]
            pub const fn origin(self) -> Origin {
                match self { $(Self::$name => Origin::$origin,)+ Self::Unknown => Origin::Device }
            }
        }
    };
}

words! {
    /// A device signed in; `count` times since the last such record of it.
    SignedIn = "signed_in" at Relay,
    /// A device was turned away while signing in; `reason` is the refusal, `count` how often since the last such record.
    SignInRefused = "sign_in_refused" at Relay,
    /// The store was opened.
    StoreOpened = "store_opened" at Relay,
    /// A person joined the staff; `reason` lists the roles.
    StaffAdded = "staff_added" at Relay,
    /// A person's roles changed; `reason` lists them.
    RolesSet = "roles_set" at Relay,
    /// A device was let in.
    Enrolled = "enrolled" at Relay,
    /// A person was revoked with all devices; `reason` is what becomes of their data.
    StaffRevoked = "staff_revoked" at Relay,
    /// A device was revoked; `reason` is what becomes of its data.
    DeviceRevoked = "device_revoked" at Relay,
    /// `count` files were assigned to `staff`, or to the pool.
    Assigned = "assigned" at Relay,
    /// A leaver's book went to `staff`, or to the pool.
    BookHandedOver = "book_handed_over" at Relay,
    /// Two customer files were joined.
    FilesJoined = "files_joined" at Relay,
    /// Two customer files were split again.
    FilesSplit = "files_split" at Relay,
    /// Erasure of a file was asked for.
    ErasureRequested = "erasure_requested" at Relay,
    /// An erasure was decided; `reason` is how.
    ErasureDecided = "erasure_decided" at Relay,
    /// A file and all that belongs to it was destroyed at the relay; `count` files.
    Erased = "erased" at Relay,
    /// Late changes were settled; `reason` is how, `count` how many.
    LateSettled = "late_settled" at Relay,
    /// The store's recovery key was set.
    RecoveryKeySet = "recovery_key_set" at Relay,
    /// The relay came back from a backup.
    Restored = "restored" at Relay,
    /// A ledger was accepted after a restore; `reason` tells by whom.
    LedgerAccepted = "ledger_accepted" at Relay,
    /// A device sent malformed or forged input and is kept out; `reason` is the last refusal.
    Quarantined = "quarantined" at Relay,
    /// A device was let out of quarantine.
    Unquarantined = "unquarantined" at Relay,
    /// Late changes of a revoked device came in; `count` of them.
    LateKept = "late_kept" at Relay,
    /// Somebody looked up who has a phone number; `count` times since the last such record.
    LookedUp = "looked_up" at Relay,
    /// A number was shown in full; `reason` is why.
    Unmasked = "unmasked" at Device,
    /// The private part of a customer file was read by a role whose reading is recorded.
    PrivateRead = "private_read" at Device,
    /// Rows were written to a file; `reason` is what, `count` how many rows.
    Exported = "exported" at Device,
    /// A document about a customer was printed; `reason` is its template and version.
    Printed = "printed" at Device,
    /// A revoked device that is to wipe itself signed in and was told so; `count` times since the last such record. That it
    /// obeyed nobody can prove: the key that it would sign with is the first thing to go.
    Wiped = "wiped" at Relay,
    /// Wrong PINs, `count` in a row. A shut vault takes no record: it is written when the device is opened again, with the
    /// PIN or the recovery key.
    UnlockRefused = "unlock_refused" at Device,
    /// A PIN was set, changed or removed; `reason` tells which.
    PinChanged = "pin_changed" at Device,
    /// The store's recovery key opened this device.
    Recovered = "recovered" at Device,
    /// The passphrase was changed.
    PassphraseChanged = "passphrase_changed" at Device,
    /// The database got a new key.
    KeyRotated = "key_rotated" at Device,
    /// The device was handed to a customer with the form alone.
    HandedToCustomer = "handed_to_customer" at Device,
    /// It was taken back.
    TakenBack = "taken_back" at Device,
    /// Files that the person may no longer see were taken off the device; `count` of them.
    Released = "released" at Device,
}

impl Serialize for AuditWord {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.word())
    }
}

impl<'de> Deserialize<'de> for AuditWord {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d).map(|word| Self::from_word(&word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_comes_back_as_itself() {
        for word in AuditWord::ALL {
            assert_eq!(AuditWord::from_word(word.word()), *word);
        }
    }
}
