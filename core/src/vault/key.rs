//! The key of the database file: 32 raw bytes, wiped from memory when dropped.

use zeroize::Zeroizing;

/// Names the purpose of the mark, so that no other derivation from the same key can equal it.
const MARK_CONTEXT: &str = "forecourt 2026 vault key mark";

/// The raw key of one database file. It never appears in a log or an error.
#[derive(Clone)]
pub struct Key(Zeroizing<[u8; 32]>);

impl Key {
    /// Takes the 32 bytes over.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The 32 bytes, for whoever keeps the key.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The statement that gives the key to SQLCipher as it is, without deriving it from a passphrase.
    pub(super) fn pragma(&self) -> Zeroizing<String> {
        Zeroizing::new(format!("PRAGMA key = \"{}\";", self.raw().as_str()))
    }

    /// The key as SQLCipher takes one that is not to be derived.
    pub(super) fn raw(&self) -> Zeroizing<String> {
        let hex = Zeroizing::new(data_encoding::HEXLOWER.encode(self.0.as_slice()));
        Zeroizing::new(format!("x'{}'", hex.as_str()))
    }

    /// A one-way mark of the key that stands beside the file: with it a wrong key is told from a damaged first page.
    pub(super) fn mark(&self) -> String {
        let derived = blake3::derive_key(MARK_CONTEXT, self.0.as_slice());
        data_encoding::HEXLOWER.encode(&derived[..16])
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key")
    }
}
