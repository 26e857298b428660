//! Codes typed by hand and the six digits that two screens compare. Pure: randomness and time stay outside.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{
    keys::{DeviceKey, Nonce, PublicKey, Signature},
    wire,
};
use crate::ids::{DeviceId, SlotId, StoreId};

/// Crockford's alphabet: no I, L, O and U, so that no character is read as another.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CODE_LEN: usize = 10;
/// How many characters find the slot; the rest is the secret, so that tries are counted where they belong.
const LOCATOR_LEN: usize = 3;

const DIGITS_CONTEXT: &[u8] = b"forecourt-pair-v1";
const STATUS_CONTEXT: &[u8] = b"forecourt-join-v1";

/// How long an invitation can be used.
pub const CODE_LIFE_MS: i64 = 10 * 60 * 1000;
/// How many wrong codes end an invitation.
pub const CODE_TRIES: u32 = 5;

/// Not ten characters of Crockford's alphabet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not ten characters of a code")]
pub struct NotACode;

/// A one-time code of ten characters, normalised.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Code([u8; CODE_LEN]);

impl Code {
    /// From ten random bytes.
    #[must_use]
    pub fn from_random(random: &[u8; CODE_LEN]) -> Self {
        // 256 is a multiple of 32, so every character is equally likely.
        Self(random.map(|byte| ALPHABET[usize::from(byte % 32)]))
    }

    /// The part that finds the slot. Not secret on the relay.
    #[must_use]
    pub fn locator(&self) -> &[u8] {
        &self.0[..LOCATOR_LEN]
    }

    /// What the relay keeps instead of the code.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        *blake3::Hasher::new_derive_key("forecourt 2026 one-time code").update(&self.0).finalize().as_bytes()
    }

    /// The ten characters.
    #[must_use]
    pub fn text(&self) -> String {
        self.0.iter().copied().map(char::from).collect()
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code")
    }
}

impl FromStr for Code {
    type Err = NotACode;

    /// Reads what a person typed: case, spaces, dashes and look-alikes do not matter.
    fn from_str(typed: &str) -> Result<Self, NotACode> {
        let mut code = Vec::with_capacity(CODE_LEN);
        for typed in typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2013}' | '\u{2014}' | '_' | '.')) {
            let meant = match full_to_half_width(typed).to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            let byte = u8::try_from(meant).map_err(|_| NotACode)?;
            if !ALPHABET.contains(&byte) {
                return Err(NotACode);
            }
            code.push(byte);
        }
        code.try_into().map(Self).map_err(|_| NotACode)
    }
}

/// Chinese input methods type Ａ for A.
fn full_to_half_width(typed: char) -> char {
    match u32::from(typed) {
        wide @ 0xff01..=0xff5e => char::from_u32(wide - 0xfee0).unwrap_or(typed),
        _ => typed,
    }
}

impl TryFrom<String> for Code {
    type Error = NotACode;
    fn try_from(text: String) -> Result<Self, NotACode> {
        text.parse()
    }
}

impl From<Code> for String {
    fn from(code: Code) -> Self {
        code.text()
    }
}

/// What both screens compute their digits from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Pairing {
    /// The store joined.
    pub store: StoreId,
    /// The place opened by the invitation.
    pub slot: SlotId,
    /// The device that joins.
    pub device: DeviceId,
    /// Its key.
    pub key: PublicKey,
    /// What the relay added.
    pub relay_nonce: Nonce,
}

impl Pairing {
    /// Six digits that differ if the two screens do not speak of the same device and key.
    #[must_use]
    pub fn digits(&self) -> String {
        let hash = blake3::hash(&wire::in_context(DIGITS_CONTEXT, self));
        let number = hash.as_bytes()[..8].iter().fold(0u64, |number, byte| (number << 8) | u64::from(*byte));
        format!("{:06}", number % 1_000_000)
    }
}

/// What a joining device signs to ask how it stands.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct StatusQuestion {
    /// The place.
    pub slot: SlotId,
    /// The device.
    pub device: DeviceId,
}

impl StatusQuestion {
    /// Signs it.
    #[must_use]
    pub fn sign(&self, key: &DeviceKey) -> Signature {
        key.sign(&wire::in_context(STATUS_CONTEXT, self))
    }

    /// Whether the device with this key signed it.
    #[must_use]
    pub fn is_signed(&self, key: &PublicKey, signature: &Signature) -> bool {
        key.verify(&wire::in_context(STATUS_CONTEXT, self), signature).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code: Code = "K7Q2M-0A1BZ".parse().unwrap();
        for typed in ["k7q2m0a1bz", " K7Q2M  0A1BZ ", "K7Q2M-OAIBZ", "k7q2moalbz", "Ｋ７Ｑ２Ｍ０Ａ１ＢＺ"] {
            assert_eq!(typed.parse(), Ok(code.clone()), "{typed}");
        }
        for typed in ["", "K7Q2M0A1B", "K7Q2M0A1BZZ", "K7Q2M0A1BU", "刘7Q2M0A1BZ"] {
            assert_eq!(typed.parse::<Code>(), Err(NotACode), "{typed}");
        }
    }

    #[test]
    fn a_random_code_reads_back_and_is_not_shown_in_logs() {
        let code = Code::from_random(&[0, 31, 32, 255, 5, 6, 7, 8, 9, 10]);
        assert_eq!(code.text().parse(), Ok(code.clone()));
        assert_eq!(format!("{code:?}"), "Code");
    }

    #[test]
    fn the_digits_change_with_every_part() {
        let pairing = Pairing {
            store: StoreId::from_bytes([1; 32]),
            slot: SlotId::from_bytes([2; 16]),
            device: DeviceId::from_bytes([3; 16]),
            key: PublicKey::from_bytes([4; 32]),
            relay_nonce: Nonce::from_bytes([5; 32]),
        };
        let digits = pairing.digits();
        assert!(digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_digit()));
        for other in [
            Pairing { store: StoreId::from_bytes([9; 32]), ..pairing },
            Pairing { slot: SlotId::from_bytes([9; 16]), ..pairing },
            Pairing { device: DeviceId::from_bytes([9; 16]), ..pairing },
            Pairing { key: PublicKey::from_bytes([9; 32]), ..pairing },
            Pairing { relay_nonce: Nonce::from_bytes([9; 32]), ..pairing },
        ] {
            assert_ne!(other.digits(), digits);
        }
    }
}
