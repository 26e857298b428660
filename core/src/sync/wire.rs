//! CBOR on the wire: maps with named fields, ids and hashes as byte strings, enums as `{name: fields}`.
//!
//! Decoding never allocates more than a small multiple of the bytes it was given and nests at most [`DEPTH_LIMIT`] deep.

use serde::{Serialize, de::DeserializeOwned};

/// Deepest nesting that is read; frames need nine.
pub const DEPTH_LIMIT: usize = 16;

/// The bytes are not what they should be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WireError {
    /// More bytes than the limit.
    #[error("{len} bytes, more than the {limit} allowed")]
    TooLarge {
        /// How many came.
        len: usize,
        /// How many may come.
        limit: usize,
    },
    /// Not CBOR of the expected shape, or bytes left over.
    #[error("not a message of this protocol")]
    Malformed,
    /// Well formed, but it names something that this version does not know: written by a newer one.
    #[error("a message of a newer version")]
    Newer,
}

/// Encodes a value. All types of this crate encode; the error is only for the type system's sake.
pub fn encode<T: Serialize>(value: &T) -> Result<Vec<u8>, WireError> {
    let mut bytes = Vec::new();
    ciborium::into_writer(value, &mut bytes).map_err(|_| WireError::Malformed)?;
    Ok(bytes)
}

/// Decodes exactly one value of at most `limit` bytes.
pub fn decode<T: DeserializeOwned>(bytes: &[u8], limit: usize) -> Result<T, WireError> {
    if bytes.len() > limit {
        return Err(WireError::TooLarge { len: bytes.len(), limit });
    }
    let mut rest = bytes;
    let value = ciborium::de::from_reader_with_recursion_limit(&mut rest, DEPTH_LIMIT).map_err(|error| match error {
        // What serde says of a variant that an enum does not have; a test holds these words.
        ciborium::de::Error::Semantic(_, said) if said.starts_with("unknown variant") => WireError::Newer,
        _ => WireError::Malformed,
    })?;
    if rest.is_empty() { Ok(value) } else { Err(WireError::Malformed) }
}

/// `context` followed by the CBOR of `value`: what signatures and hashes are made over.
pub(super) fn in_context<T: Serialize>(context: &[u8], value: &T) -> Vec<u8> {
    let mut bytes = context.to_vec();
    // Writing plain structs and byte strings into a Vec cannot fail; if it did, the signature would simply not verify.
    let _written: Result<(), _> = ciborium::into_writer(value, &mut bytes);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_left_over_are_refused() {
        let mut bytes = encode(&7u8).unwrap();
        assert_eq!(decode::<u8>(&bytes, 10), Ok(7));
        bytes.push(0);
        assert_eq!(decode::<u8>(&bytes, 10), Err(WireError::Malformed));
    }

    #[test]
    fn a_message_of_a_newer_version_is_told_apart_from_a_malformed_one() {
        #[derive(Debug, PartialEq, serde::Deserialize)]
        enum Known {
            Old { at: u8 },
        }
        #[derive(Serialize)]
        enum Newer {
            Old { at: &'static str },
            New { at: u8 },
        }
        assert_eq!(decode::<Known>(&encode(&Newer::New { at: 1 }).unwrap(), 100), Err(WireError::Newer));
        assert_eq!(decode::<Known>(&encode(&Newer::Old { at: "?" }).unwrap(), 100), Err(WireError::Malformed));
    }

    #[test]
    fn more_bytes_than_the_limit_are_not_read() {
        assert_eq!(decode::<Vec<u8>>(&[0; 11], 10), Err(WireError::TooLarge { len: 11, limit: 10 }));
    }

    #[test]
    fn deep_nesting_is_refused() {
        let bytes = vec![0x81; 10_000];
        assert_eq!(decode::<ciborium::Value>(&bytes, 20_000), Err(WireError::Malformed));
    }

    #[test]
    fn a_length_that_is_a_lie_allocates_nothing() {
        // A byte string that claims 2^62 bytes and an array that claims 2^62 items.
        for head in [0x5b, 0x9b] {
            let mut bytes = vec![head, 0x40];
            bytes.extend([0; 7]);
            assert!(decode::<ciborium::Value>(&bytes, 100).is_err());
        }
    }
}
