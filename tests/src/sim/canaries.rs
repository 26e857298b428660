//! Reads everything that came over a wire: as bytes, and with every wrapping taken off.

use std::collections::BTreeSet;

use automerge::{Automerge, Change};
use forecourt_core::sync::{frame::ToDevice, page};

/// The planted words that these messages hold, however wrapped.
pub(super) fn words_in<'a>(messages: impl IntoIterator<Item = &'a [u8]>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for bytes in messages {
        collect(bytes, &mut found);
        match ToDevice::decode(bytes).unwrap() {
            ToDevice::Changes { items, .. } => {
                for item in items {
                    collect(&item.envelope.change, &mut found);
                    let change = Change::from_bytes(item.envelope.change).unwrap();
                    collect(format!("{:?}", change.decode()).as_bytes(), &mut found);
                }
            }
            ToDevice::Snapshots(snapshots) => {
                for file in page::unpack(&snapshots.page).unwrap() {
                    collect(&file.doc, &mut found);
                    for change in Automerge::load(&file.doc).unwrap().get_changes(&[]) {
                        collect(format!("{:?}", change.decode()).as_bytes(), &mut found);
                    }
                }
            }
            _ => {}
        }
    }
    found
}

/// The files that a message carries something of.
pub(super) fn files_in(bytes: &[u8]) -> Vec<String> {
    match ToDevice::decode(bytes).unwrap() {
        ToDevice::Changes { items, .. } => items.iter().map(|item| item.envelope.file.to_string()).collect(),
        ToDevice::Snapshots(snapshots) => {
            page::unpack(&snapshots.page).unwrap().iter().map(|snapshot| snapshot.file.to_string()).collect()
        }
        _ => Vec::new(),
    }
}

/// Planted words look like `Zq00042x` or `13910000042`.
pub fn collect(bytes: &[u8], found: &mut BTreeSet<String>) {
    for start in 0..bytes.len() {
        let word = match bytes.get(start..) {
            Some([b'Z', b'q', rest @ ..]) => {
                rest.get(..6).filter(|rest| rest[5] == b'x' && rest[..5].iter().all(u8::is_ascii_digit)).map(|_| 8)
            }
            Some([b'1', b'3', b'9', b'1', rest @ ..]) => {
                rest.get(..7).filter(|rest| rest.iter().all(u8::is_ascii_digit)).map(|_| 11)
            }
            _ => None,
        };
        if let Some(length) = word {
            found.insert(String::from_utf8_lossy(&bytes[start..start + length]).into_owned());
        }
    }
}
