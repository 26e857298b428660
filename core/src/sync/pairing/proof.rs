//! How both ends prove that they know a code without saying it.
//!
//! The code is short, and the certificate at the other end is not known yet: whoever sits between could answer in the
//! relay's place. So no code goes over the wire. Device and relay each send a keyed hash over what they see, the
//! certificate's pin first of all. Whoever sits between shows a certificate of their own: the device's proof is then over
//! another pin than the relay's and cannot be passed on, and the relay's cannot be made without the code. What is left is
//! to guess seven characters from one proof: 2^35 tries of 64 MiB and four passes each, some two hundred years of a
//! processor, while the code lives for ten minutes.

use argon2::{Algorithm, Argon2, Params, Version};
use serde::Serialize;
use zeroize::Zeroizing;

use super::{Code, RelayPin};
use crate::sync::{keys, wire};

const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 4;
/// With the locator: whoever computes ahead must do so for each of 32,768 salts, 2^50 tries in all.
const SALT_CONTEXT: &[u8] = b"forecourt-code-v1";
const PROOF_CONTEXT: &[u8] = b"forecourt-proof-v1";

/// There was not enough memory to stretch a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not enough memory to stretch a code")]
pub struct TooLittleMemory;

/// A stretched code. The relay keeps this in place of the code.
#[derive(Clone)]
pub struct CodeKey(Zeroizing<[u8; 32]>);

/// Who proves, so that no proof can be sent back as the other's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Prover {
    /// The device that joins or opens.
    Device,
    /// The relay.
    Relay,
}

/// A keyed hash that only who knows the code can make.
#[derive(Debug, Clone, Copy, Serialize, serde::Deserialize)]
pub struct Proof(keys::Nonce);

/// What a proof is over.
#[derive(Serialize)]
struct Proved<'a, T> {
    prover: Prover,
    /// The pin that the prover sees or shows; none without TLS.
    pin: Option<RelayPin>,
    what: &'a T,
}

impl CodeKey {
    /// Stretches a code; takes a fifth of a second and 64 MiB.
    ///
    /// # Errors
    /// Where there is not so much memory.
    pub fn of(code: &Code) -> Result<Self, TooLittleMemory> {
        let params = Params::new(MEMORY_KIB, PASSES, 1, Some(32)).map_err(|_| TooLittleMemory)?;
        let mut key = Zeroizing::new([0; 32]);
        let salt = [SALT_CONTEXT, code.locator().as_bytes()].concat();
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(&code.0, &salt, key.as_mut_slice())
            .map_err(|_| TooLittleMemory)?;
        Ok(Self(key))
    }

    /// As the relay kept it.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// For the relay to keep.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Proves to know the code.
    #[must_use]
    pub fn prove<T: Serialize>(&self, prover: Prover, pin: Option<RelayPin>, what: &T) -> Proof {
        Proof(keys::Nonce::from_bytes(*self.hash(prover, pin, what).as_bytes()))
    }

    /// Whether the other end knew the code and saw the same.
    #[must_use]
    pub fn is_proved<T: Serialize>(&self, prover: Prover, pin: Option<RelayPin>, what: &T, proof: &Proof) -> bool {
        // blake3 compares hashes in constant time.
        self.hash(prover, pin, what) == blake3::Hash::from_bytes(*proof.0.as_bytes())
    }

    fn hash<T: Serialize>(&self, prover: Prover, pin: Option<RelayPin>, what: &T) -> blake3::Hash {
        blake3::keyed_hash(&self.0, &wire::in_context(PROOF_CONTEXT, &Proved { prover, pin, what }))
    }
}

impl std::fmt::Debug for CodeKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CodeKey")
    }
}

impl PartialEq for Proof {
    fn eq(&self, other: &Self) -> bool {
        blake3::Hash::from_bytes(*self.0.as_bytes()) == blake3::Hash::from_bytes(*other.0.as_bytes())
    }
}

impl Eq for Proof {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proof_holds_for_its_code_prover_pin_and_content_only() {
        let (code, other): (Code, Code) = ("K7Q2M0A1BZ".parse().unwrap(), "K7Q2M0A1B0".parse().unwrap());
        let (key, wrong) = (CodeKey::of(&code).unwrap(), CodeKey::of(&other).unwrap());
        let (pin, between) = (Some(RelayPin::from_bytes([1; 32])), Some(RelayPin::from_bytes([2; 32])));
        let proof = key.prove(Prover::Device, pin, &"what");
        assert!(key.is_proved(Prover::Device, pin, &"what", &proof));
        assert!(!wrong.is_proved(Prover::Device, pin, &"what", &proof));
        assert!(!key.is_proved(Prover::Relay, pin, &"what", &proof), "it cannot be sent back");
        assert!(!key.is_proved(Prover::Device, between, &"what", &proof), "it cannot be passed on");
        assert!(!key.is_proved(Prover::Device, None, &"what", &proof));
        assert!(!key.is_proved(Prover::Device, pin, &"else", &proof));
        assert_eq!(format!("{key:?}"), "CodeKey");
    }
}
