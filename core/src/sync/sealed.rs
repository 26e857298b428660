//! Boxes that anyone can seal and one key opens: X25519 with a one-use key, then XChaCha20-Poly1305.
//!
//! A box tells nothing about who sealed it: whose its content is, the signatures inside say. [`super`] has the layout.

use std::fmt;

use chacha20poly1305::{
    KeyInit as _, XChaCha20Poly1305, XNonce,
    aead::{Aead as _, Payload},
};
use x25519_dalek::{X25519_BASEPOINT_BYTES, x25519};
use zeroize::Zeroizing;

const CONTEXT: &str = "forecourt 2026 sealed box";
const KEY_LEN: usize = 32;
const NONCE_LEN: usize = 24;
const MARK_LEN: usize = 16;

/// How many bytes a box is longer than what is in it.
pub const OVERHEAD: usize = KEY_LEN + MARK_LEN;

/// The box was made for another key, or altered, or is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the sealed box does not open with this key")]
pub struct WrongBox;

/// The key that opens boxes; wiped from memory when dropped.
#[derive(Clone)]
pub struct SealSecret(Zeroizing<[u8; KEY_LEN]>);

impl fmt::Debug for SealSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SealSecret")
    }
}

impl SealSecret {
    /// From 32 secret bytes: fresh ones of `World::random`, or those that were kept.
    #[must_use]
    pub fn from_bytes(secret: [u8; KEY_LEN]) -> Self {
        Self(Zeroizing::new(secret))
    }

    /// The secret bytes, to be kept.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; KEY_LEN] {
        &self.0
    }

    /// The public half: what boxes are sealed to.
    #[must_use]
    pub fn public(&self) -> [u8; KEY_LEN] {
        x25519(*self.0, X25519_BASEPOINT_BYTES)
    }

    /// Opens a box that was sealed to [`SealSecret::public`].
    pub fn open(&self, sealed: &[u8]) -> Result<Vec<u8>, WrongBox> {
        let (one_use, covered) = sealed.split_first_chunk::<KEY_LEN>().ok_or(WrongBox)?;
        let shared = agree(&self.0, one_use)?;
        let (cipher, nonce) = terms(&shared, one_use, &self.public());
        cipher.decrypt(&nonce, Payload::from(covered)).map_err(|_| WrongBox)
    }
}

/// Seals to a public key. `random` are 32 secret bytes that are used for nothing else. Fails for a key that nobody can hold.
pub fn seal(to: &[u8; KEY_LEN], plain: &[u8], random: [u8; KEY_LEN]) -> Result<Vec<u8>, WrongBox> {
    let random = Zeroizing::new(random);
    let one_use = x25519(*random, X25519_BASEPOINT_BYTES);
    let shared = agree(&random, to)?;
    let (cipher, nonce) = terms(&shared, &one_use, to);
    let covered = cipher.encrypt(&nonce, Payload::from(plain)).map_err(|_| WrongBox)?;
    Ok([one_use.as_slice(), covered.as_slice()].concat())
}

/// The point both ends reach; none for keys of small order, with which everybody reaches the same.
fn agree(secret: &[u8; KEY_LEN], public: &[u8; KEY_LEN]) -> Result<Zeroizing<[u8; KEY_LEN]>, WrongBox> {
    let shared = Zeroizing::new(x25519(*secret, *public));
    if *shared == [0; KEY_LEN] { Err(WrongBox) } else { Ok(shared) }
}

/// Cipher and nonce of one box. The one-use key makes both unique, so the nonce need not travel.
fn terms(shared: &[u8; KEY_LEN], one_use: &[u8; KEY_LEN], to: &[u8; KEY_LEN]) -> (XChaCha20Poly1305, XNonce) {
    let mut derived = Zeroizing::new([0; KEY_LEN + NONCE_LEN]);
    let mut stream = blake3::Hasher::new_derive_key(CONTEXT).update(shared).update(one_use).update(to).finalize_xof();
    stream.fill(derived.as_mut_slice());
    let mut key = Zeroizing::new([0; KEY_LEN]);
    let mut nonce = [0; NONCE_LEN];
    key.copy_from_slice(&derived[..KEY_LEN]);
    nonce.copy_from_slice(&derived[KEY_LEN..]);
    (XChaCha20Poly1305::new((&*key).into()), nonce.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret() -> SealSecret {
        SealSecret::from_bytes([7; 32])
    }

    #[test]
    fn a_box_opens_with_its_key_and_with_no_other() {
        let sealed = seal(&secret().public(), b"two captures", [1; 32]).unwrap();
        assert_eq!(sealed.len(), b"two captures".len() + OVERHEAD);
        assert_eq!(secret().open(&sealed).as_deref(), Ok(b"two captures".as_slice()));
        assert_eq!(SealSecret::from_bytes([8; 32]).open(&sealed), Err(WrongBox));
        assert!(!sealed.windows(4).any(|part| part == b"capt"));
    }

    #[test]
    fn an_altered_or_cut_box_does_not_open() {
        let sealed = seal(&secret().public(), b"two captures", [1; 32]).unwrap();
        for at in 0..sealed.len() {
            let mut altered = sealed.clone();
            altered[at] ^= 4;
            assert_eq!(secret().open(&altered), Err(WrongBox), "byte {at}");
            assert_eq!(secret().open(&sealed[..at]), Err(WrongBox), "cut at {at}");
        }
    }

    #[test]
    fn the_same_content_sealed_twice_shows_nothing_in_common() {
        let boxes = [[1; 32], [2; 32]].map(|random| seal(&secret().public(), &[0; 64], random).unwrap());
        assert!(!boxes[0].windows(8).any(|part| boxes[1].windows(8).any(|other| part == other)));
    }

    #[test]
    fn nothing_is_sealed_to_a_key_that_nobody_holds() {
        for nobody in [[0; 32], {
            let mut one = [0; 32];
            one[0] = 1;
            one
        }] {
            assert_eq!(seal(&nobody, b"lead", [1; 32]), Err(WrongBox));
        }
    }

    #[test]
    fn a_box_of_the_first_version_opens_for_ever() {
        let sealed = seal(&secret().public(), b"lead", [1; 32]).unwrap();
        let known = "a4e09292b651c278b9772c569f5fa9bb13d906b46ab68c9df9dc2b4409f8a2091244875ba8d53d74783503ca1e503fe0fcc66d34";
        assert_eq!(data_encoding::HEXLOWER.encode(&sealed), known);
    }

    #[test]
    fn debug_output_shows_no_secret() {
        assert_eq!(format!("{:?}", secret()), "SealSecret");
    }
}
