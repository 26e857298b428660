//! What a device received, read as the device reads it: frames, changes and whole files with their histories.

use std::{collections::BTreeSet, fmt::Write as _};

use automerge::{Automerge, Change};
use forecourt_core::{
    guard::{Limits, load_snapshot},
    ids::FileId,
    sync::{frame::ToDevice, page},
};

use super::Recording;

/// Everything that came over a device's connections.
#[derive(Debug)]
pub struct Wiretap {
    /// The bytes as they came, one connection after the other.
    pub raw: Vec<u8>,
    /// The same, decoded: every frame, every operation of every change, every value of every file.
    pub decoded: String,
    /// The files of which anything came.
    pub files: BTreeSet<FileId>,
    /// How many frames were read.
    pub frames: usize,
}

impl Wiretap {
    /// Reads what a proxy recorded.
    ///
    /// # Panics
    /// When the relay sent something that cannot be read: then nothing could be said about it.
    #[must_use]
    pub fn read(records: &[Recording]) -> Self {
        let mut tap = Self { raw: Vec::new(), decoded: String::new(), files: BTreeSet::new(), frames: 0 };
        for record in records {
            tap.raw.extend_from_slice(&record.received);
            for message in messages(&record.received) {
                tap.frame(&ToDevice::decode(&message).unwrap());
            }
        }
        tap
    }

    /// Reads messages as they came over a line without a socket.
    ///
    /// # Panics
    /// When the relay sent something that cannot be read.
    #[must_use]
    pub fn of_messages(messages: &[Vec<u8>]) -> Self {
        let mut tap = Self { raw: messages.concat(), decoded: String::new(), files: BTreeSet::new(), frames: 0 };
        for message in messages {
            tap.frame(&ToDevice::decode(message).unwrap());
        }
        tap
    }

    /// Which of these texts are in there, as bytes or decoded.
    #[must_use]
    pub fn find<'a>(&self, texts: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
        let is_raw = |text: &str| self.raw.windows(text.len()).any(|window| window == text.as_bytes());
        texts.into_iter().filter(|text| self.decoded.contains(text) || is_raw(text)).collect()
    }

    fn frame(&mut self, frame: &ToDevice) {
        self.frames += 1;
        match frame {
            ToDevice::Changes { items, .. } => {
                for item in items {
                    self.files.insert(item.envelope.file);
                    self.change(&Change::from_bytes(item.envelope.change.clone()).unwrap());
                }
            }
            ToDevice::Snapshots(snapshots) => {
                for file in page::unpack(&snapshots.page).unwrap() {
                    self.files.insert(file.file);
                    let loaded = load_snapshot(file.kind, file.file, &file.doc, &Limits::default()).unwrap();
                    self.document(&loaded.document);
                }
            }
            ToDevice::LedgerEntries { entries } => {
                for entry in entries {
                    writeln!(self.decoded, "{:?}", entry.statement.read().unwrap()).unwrap();
                }
            }
            other => writeln!(self.decoded, "{other:?}").unwrap(),
        }
    }

    fn change(&mut self, change: &Change) {
        writeln!(self.decoded, "{:?}", change.decode()).unwrap();
    }

    fn document(&mut self, document: &Automerge) {
        for change in document.get_changes(&[]) {
            self.change(&change);
        }
        let values = automerge::ReadDoc::hydrate(document, automerge::ROOT, None).unwrap();
        writeln!(self.decoded, "{values:?}").unwrap();
    }
}

/// The WebSocket messages of a connection that was upgraded; the last one may have been cut off.
fn messages(bytes: &[u8]) -> Vec<Vec<u8>> {
    if !bytes.starts_with(b"HTTP/1.1 101 ") {
        return Vec::new();
    }
    let head = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap() + 4;
    let (mut rest, mut messages, mut message) = (&bytes[head..], Vec::new(), Vec::new());
    while let Some((frame, after)) = frame(rest) {
        rest = after;
        // 0 continues a message, 1 and 2 begin one; the others are pings, pongs and closes.
        if frame.opcode <= 2 {
            message.extend_from_slice(frame.payload);
            if frame.is_last {
                messages.push(std::mem::take(&mut message));
            }
        }
    }
    messages
}

struct Frame<'a> {
    opcode: u8,
    is_last: bool,
    payload: &'a [u8],
}

/// The first frame and what comes after it (RFC 6455, 5.2); a server's frames carry no mask.
fn frame(bytes: &[u8]) -> Option<(Frame<'_>, &[u8])> {
    let (&[first, second], rest) = bytes.split_first_chunk()?;
    assert!(first & 0x70 == 0 && second & 0x80 == 0, "neither compressed nor masked");
    let (length, rest) = match second {
        126 => rest.split_first_chunk().map(|(length, rest)| (u64::from(u16::from_be_bytes(*length)), rest))?,
        127 => rest.split_first_chunk().map(|(length, rest)| (u64::from_be_bytes(*length), rest))?,
        short => (u64::from(short), rest),
    };
    let (payload, rest) = rest.split_at_checked(usize::try_from(length).ok()?)?;
    Some((Frame { opcode: first & 0x0f, is_last: first & 0x80 != 0, payload }, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_read_through_pings_pieces_and_a_cut() {
        let mut bytes = b"HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\n\r\n".to_vec();
        bytes.extend([0x02, 2, b'a', b'b', 0x89, 1, b'p', 0x80, 1, b'c']);
        bytes.extend([0x82, 126, 0, 200]);
        bytes.extend([b'x'; 200]);
        bytes.extend([0x82, 9, b'c', b'u', b't']);
        assert_eq!(messages(&bytes), [b"abc".to_vec(), vec![b'x'; 200]]);
        assert!(messages(b"HTTP/1.1 200 OK\r\n\r\n").is_empty());
    }
}
