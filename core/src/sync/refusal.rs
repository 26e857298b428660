//! Why the relay refuses something: stable words, the same on the wire, in metrics and in the device's log.

use serde::{Deserialize, Serialize};

macro_rules! refusals {
    ($($(#[$doc:meta])* $name:ident = $word:literal),+ $(,)?) => {
        /// Why the relay refuses a change, a statement, a request or a device.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
        pub enum Refusal {
            $($(#[$doc])* #[error($word)] $name,)+
            /// A word that this version does not know: something newer refused it.
            #[error("unknown")]
            Unknown,
        }

        impl Refusal {
            /// Every word this version knows.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The word on the wire.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)+ Self::Unknown => "unknown" }
            }

            /// The refusal a word stands for.
            #[must_use]
            pub fn from_word(word: &str) -> Self {
                match word { $($word => Self::$name,)+ _ => Self::Unknown }
            }
        }
    };
}

refusals! {
    /// A signature does not fit.
    BadSignature = "bad_signature",
    /// The ledger does not know this device at the head it names.
    UnknownDevice = "unknown_device",
    /// Device or person was revoked.
    Revoked = "revoked",
    /// The author's role and relation to the file do not allow it.
    NotAllowed = "not_allowed",
    /// The customer was erased: nothing of the file is taken or given, for ever (HTTP 410).
    Erased = "erased",
    /// Not what the protocol says.
    Malformed = "malformed",
    /// More bytes than a message, change or file may have.
    TooLarge = "too_large",
    /// The file would outgrow its limit with this change; the change itself is in order.
    FileFull = "file_full",
    /// More operations than a change may have.
    TooManyOperations = "too_many_operations",
    /// The change's checksum does not fit its bytes.
    BadChecksum = "bad_checksum",
    /// The change names another author, or its actor belongs to another device.
    WrongAuthor = "wrong_author",
    /// A ledger head that the relay does not have.
    UnknownLedgerHead = "unknown_ledger_head",
    /// Made for another store.
    OtherStore = "other_store",
    /// The same actor already has another change with this sequence number.
    DuplicateActorSeq = "duplicate_actor_seq",
    /// Kind or owner of the file differ from what they were when it began.
    OtherFile = "other_file",
    /// Needs a version that this side does not speak.
    OtherVersion = "other_version",
    /// Three malformed or forged inputs of the device: nothing more is taken from it until an administrator releases it.
    Quarantined = "quarantined",
    /// As often as allowed in one day.
    LimitReached = "limit_reached",
    /// Too much waits for missing dependencies; send it again later.
    Busy = "busy",
    /// The statement breaks a rule of the ledger.
    BadStatement = "bad_statement",
    /// The code is wrong.
    WrongCode = "wrong_code",
    /// The code's time or tries have run out.
    CodeExpired = "code_expired",
    /// The code was used.
    CodeUsed = "code_used",
    /// The relay already carries a store.
    StoreExists = "store_exists",
    /// The relay carries no store yet.
    NoStore = "no_store",
    /// Signing in took longer than five seconds.
    TooSlow = "too_slow",
    /// The same device connected again; the older connection ends.
    Replaced = "replaced",
    /// The relay is stopping; come back in a moment.
    Stopping = "stopping",
    /// The relay could not write to its disk; nothing was kept.
    NotStored = "not_stored",
    /// The relay came back from a backup and waits for an administrator's device.
    Shut = "shut",
}

impl Refusal {
    /// Whether no honest device sends what is refused so: damaged, oversized or forged. What a person may not do, what came
    /// too early, and what another version writes are honest.
    #[must_use]
    pub const fn is_offence(self) -> bool {
        matches!(
            self,
            Self::BadSignature
                | Self::Malformed
                | Self::TooLarge
                | Self::TooManyOperations
                | Self::BadChecksum
                | Self::WrongAuthor
        )
    }
}

impl Serialize for Refusal {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.word())
    }
}

impl<'de> Deserialize<'de> for Refusal {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d).map(|word| Self::from_word(&word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_comes_back_as_itself_and_strange_words_are_kept_apart() {
        for refusal in Refusal::ALL {
            assert_eq!(Refusal::from_word(refusal.word()), *refusal);
        }
        assert_eq!(Refusal::from_word("from_the_future"), Refusal::Unknown);
    }
}
