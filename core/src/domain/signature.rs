//! A signature 签名 as a person drew it: strokes of points, small enough to stand in a file.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Bytes of a signature at most, so that a file stays small.
pub const MOST_BYTES: usize = 16 * 1024;
/// Coordinates run from 0 to this.
const EDGE: u16 = 4_096;

/// Strokes as `[[x,y,x,y],[x,y]]`, whole numbers from 0 to 4096; never empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(type = "string")]
pub struct Signature(String);

/// What was drawn is no signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadSignature {
    /// Nothing was drawn, or only dots.
    #[error("nothing was drawn")]
    Empty,
    /// More than a file may hold.
    #[error("the drawing has more points than a file may hold")]
    TooLarge,
    /// Not strokes at all.
    #[error("these are no strokes")]
    Unreadable,
}

impl Signature {
    /// Reads strokes.
    ///
    /// # Errors
    /// See [`BadSignature`].
    pub fn parse(text: &str) -> Result<Self, BadSignature> {
        if text.len() > MOST_BYTES {
            return Err(BadSignature::TooLarge);
        }
        let strokes: Vec<Vec<u16>> = serde_json::from_str(text).map_err(|_| BadSignature::Unreadable)?;
        if strokes.iter().any(|stroke| stroke.len() % 2 == 1 || stroke.iter().any(|at| *at > EDGE)) {
            return Err(BadSignature::Unreadable);
        }
        if strokes.iter().all(|stroke| stroke.len() < 4) {
            return Err(BadSignature::Empty);
        }
        serde_json::to_string(&strokes).map(Self).map_err(|_| BadSignature::Unreadable)
    }

    /// The strokes as they are kept.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_a_line_at_least_and_fits_into_a_file() {
        assert_eq!(Signature::parse("[[1, 2, 30, 40]]").unwrap().as_str(), "[[1,2,30,40]]");
        assert_eq!(Signature::parse("[]"), Err(BadSignature::Empty));
        assert_eq!(Signature::parse("[[5,5]]"), Err(BadSignature::Empty), "a dot is no signature");
        for wrong in ["", "x", "[[1,2,3]]", "[[1,-2,3,4]]", "[[1,2,3,9999]]", "{}"] {
            assert_eq!(Signature::parse(wrong), Err(BadSignature::Unreadable), "{wrong}");
        }
        let long = format!("[[{}1,1]]", "1000,1000,".repeat(2_000));
        assert_eq!(Signature::parse(&long), Err(BadSignature::TooLarge));
    }
}
