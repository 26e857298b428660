//! Codes typed by hand, what both ends prove with them, and the six digits that two screens compare. Pure: randomness and
//! time stay outside.

mod digits;
mod link;
mod pin;
mod proof;

use std::{fmt, str::FromStr};

pub use digits::{Commitment, Pairing};
pub use link::JoinLink;
pub use pin::RelayPin;
pub use proof::{CodeKey, Proof, Prover, TooLittleMemory};
use serde::{Deserialize, Serialize};

use super::{
    keys::{DeviceKey, PublicKey, Signature},
    wire,
};
use crate::ids::{DeviceId, SlotId};

/// Crockford's alphabet: no I, L, O and U, so that no character is read as another.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CODE_LEN: usize = 10;

const STATUS_CONTEXT: &[u8] = b"forecourt-join-v1";

/// How long an invitation can be used.
pub const CODE_LIFE_MS: i64 = 10 * 60 * 1000;
/// How many wrong codes end an invitation.
pub const CODE_TRIES: u32 = 5;

/// The first three characters of a code: they find the slot, so that tries are counted where they belong. The other seven
/// are the secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Locator([u8; 3]);

impl Locator {
    /// As it was kept.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 3]) -> Self {
        Self(bytes)
    }

    /// The three characters.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 3] {
        &self.0
    }
}

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

    /// The part that finds the slot. Not secret.
    #[must_use]
    pub fn locator(&self) -> Locator {
        let [first, second, third, ..] = self.0;
        Locator([first, second, third])
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
}
