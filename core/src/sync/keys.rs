//! Keys and signatures: Ed25519 throughout. A secret never leaves this module but by [`DeviceKey::secret`], for the keychain.
//!
//! Every signature is over a context word and the CBOR of what is meant, so none can be taken for another kind.

use std::fmt;

use ed25519_dalek::{Signer as _, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

macro_rules! byte_arrays {
    ($($(#[$doc:meta])* $name:ident: $len:literal),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name([u8; $len]);

        impl $name {
            /// Wraps bytes of the right length.
            #[must_use]
            pub const fn from_bytes(bytes: [u8; $len]) -> Self { Self(bytes) }
            /// The bytes.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; $len] { &self.0 }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({}..)", stringify!($name), data_encoding::HEXLOWER.encode(&self.0[..4]))
            }
        }

        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> { s.serialize_bytes(&self.0) }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                serde_bytes::ByteArray::<$len>::deserialize(d).map(|bytes| Self(bytes.into_array()))
            }
        }
    )+};
}

byte_arrays! {
    /// The public key of a device.
    PublicKey: 32,
    /// An Ed25519 signature.
    Signature: 64,
    /// 32 bytes that the relay never gives twice.
    Nonce: 32,
    /// Names one life of a relay's data: minted when its database is made.
    Incarnation: 16,
}

/// A signature does not belong to what it stands under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the signature does not belong to this device and content")]
pub struct BadSignature;

/// The secret key of this device; wiped from memory when dropped.
#[derive(Clone)]
pub struct DeviceKey(SigningKey);

impl fmt::Debug for DeviceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DeviceKey")
    }
}

impl DeviceKey {
    /// From 32 secret bytes: fresh ones of `World::random`, or those the keychain kept.
    #[must_use]
    pub fn from_secret(secret: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(secret))
    }

    /// The secret bytes, for the keychain.
    #[must_use]
    pub fn secret(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.0.to_bytes())
    }

    /// The public half, which the ledger names.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key().to_bytes())
    }

    /// Signs the message as it stands.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> Signature {
        Signature(self.0.sign(message).to_bytes())
    }
}

impl PublicKey {
    /// Whether the key is a point that signatures can be checked with and that binds its signer.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        VerifyingKey::from_bytes(&self.0).is_ok_and(|key| !key.is_weak())
    }

    /// Checks one signature strictly: what passes here also passes [`verify_all`].
    pub fn verify(&self, message: &[u8], signature: &Signature) -> Result<(), BadSignature> {
        let key = VerifyingKey::from_bytes(&self.0).map_err(|_| BadSignature)?;
        key.verify_strict(message, &ed25519_dalek::Signature::from_bytes(&signature.0)).map_err(|_| BadSignature)
    }
}

/// One signature to be checked together with others.
#[derive(Debug, Clone)]
pub struct Signed {
    /// Who is said to have signed.
    pub key: PublicKey,
    /// What was signed.
    pub message: Vec<u8>,
    /// The signature.
    pub signature: Signature,
}

/// Checks many signatures in about half the time of one by one. Says only that one is bad, not which.
pub fn verify_all(signed: &[Signed]) -> Result<(), BadSignature> {
    let mut keys = Vec::with_capacity(signed.len());
    for one in signed {
        let key = VerifyingKey::from_bytes(&one.key.0).map_err(|_| BadSignature)?;
        keys.push(key);
    }
    let messages: Vec<&[u8]> = signed.iter().map(|one| one.message.as_slice()).collect();
    let signatures: Vec<_> = signed.iter().map(|one| ed25519_dalek::Signature::from_bytes(&one.signature.0)).collect();
    ed25519_dalek::verify_batch(&messages, &signatures, &keys).map_err(|_| BadSignature)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_holds_for_its_message_and_key_only() {
        let (ours, theirs) = (DeviceKey::from_secret(&[1; 32]), DeviceKey::from_secret(&[2; 32]));
        let signature = ours.sign(b"lead");
        assert_eq!(ours.public().verify(b"lead", &signature), Ok(()));
        assert_eq!(ours.public().verify(b"leaf", &signature), Err(BadSignature));
        assert_eq!(theirs.public().verify(b"lead", &signature), Err(BadSignature));
    }

    #[test]
    fn a_batch_with_one_forged_signature_fails() {
        let key = DeviceKey::from_secret(&[1; 32]);
        let signed = |n: u8| Signed { key: key.public(), message: vec![n], signature: key.sign(&[n]) };
        let mut batch: Vec<Signed> = (0..10).map(signed).collect();
        assert_eq!(verify_all(&batch), Ok(()));
        batch[7].message = vec![99];
        assert_eq!(verify_all(&batch), Err(BadSignature));
    }

    #[test]
    fn a_key_that_binds_nobody_is_not_sound() {
        assert!(DeviceKey::from_secret(&[1; 32]).public().is_sound());
        let mut identity = [0; 32];
        identity[0] = 1;
        assert!(!PublicKey::from_bytes(identity).is_sound());
    }

    #[test]
    fn debug_output_shows_no_secret() {
        assert_eq!(format!("{:?}", DeviceKey::from_secret(&[7; 32])), "DeviceKey");
    }
}
