//! The app's own lock: PIN, recovery key, passphrase.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How the lock stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LockState {
    /// Nothing is shown until the PIN is given.
    pub locked: bool,
    /// Whether a PIN is set; without one the app never locks.
    pub has_pin: bool,
    /// Wrong PINs that are left. At 0 only the store's recovery key opens.
    pub tries_left: u32,
    /// The app locks after so many seconds without a person; screens call `touch` while there is one.
    pub idle_after_s: u32,
    /// Whether the store has a recovery key: a PIN needs one.
    pub has_recovery_key: bool,
}

/// Gives the PIN, to open or to remove it.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct Unlock {
    /// As set.
    pub pin: String,
}

/// Sets a PIN.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SetPin {
    /// The present one, if there is one.
    pub old: Option<String>,
    /// At least six characters, not all the same and not a row.
    pub new: String,
}

/// Opens without the PIN.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct Recover {
    /// The store's recovery key as it was shown; case, spaces and dashes do not matter.
    pub recovery_key: String,
    /// The PIN from here on.
    pub new_pin: String,
}

/// The store's new recovery key: shown once, kept nowhere.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct RecoveryKey {
    /// Fourteen groups of four characters.
    pub text: String,
}

/// Changes the passphrase of the key file.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ChangePassphrase {
    /// The present one.
    pub old: String,
    /// From the next start on.
    pub new: String,
}

macro_rules! without_secrets {
    ($($name:ident),+) => {$(
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(stringify!($name))
            }
        }
    )+};
}
without_secrets!(Unlock, SetPin, Recover, RecoveryKey, ChangePassphrase);
