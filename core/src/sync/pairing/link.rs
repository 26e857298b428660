//! What a new device scans: everything that is otherwise typed by hand, and the relay's pin.

use std::{fmt, str::FromStr};

use super::{Code, RelayPin};
use crate::ids::StoreId;

const BEGINNING: &str = "forecourt:join?";

/// An invitation as one line of text: `forecourt:join?relay=ADDRESS&pin=HEX&store=ID&code=CODE`; `pin` is left out where
/// the relay has no TLS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoinLink {
    /// Address of the relay.
    pub relay: String,
    /// Who the relay is.
    pub pin: Option<RelayPin>,
    /// The store, so that no other is joined.
    pub store: StoreId,
    /// The invitation's code.
    pub code: Code,
}

/// Not an invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an invitation to join a store")]
pub struct NotALink;

impl JoinLink {
    /// Whether a text means to be one.
    #[must_use]
    pub fn is_meant(text: &str) -> bool {
        text.trim_start().starts_with(BEGINNING)
    }
}

impl fmt::Display for JoinLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{BEGINNING}relay={}", self.relay)?;
        if let Some(pin) = self.pin {
            write!(f, "&pin={pin}")?;
        }
        write!(f, "&store={}&code={}", self.store, self.code.text())
    }
}

impl FromStr for JoinLink {
    type Err = NotALink;

    fn from_str(text: &str) -> Result<Self, NotALink> {
        let query = text.trim().strip_prefix(BEGINNING).ok_or(NotALink)?;
        let field = |name: &str| query.split('&').filter_map(|part| part.split_once('=')).find(|(own, _)| *own == name);
        let text = |name: &str| field(name).map(|(_, value)| value).ok_or(NotALink);
        Ok(Self {
            relay: text("relay")?.to_owned(),
            pin: field("pin").map(|(_, pin)| pin.parse()).transpose().map_err(|_| NotALink)?,
            store: text("store")?.parse().map_err(|_| NotALink)?,
            code: text("code")?.parse().map_err(|_| NotALink)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_reads_back() {
        let link = JoinLink {
            relay: "https://192.168.1.5:7420".to_owned(),
            pin: Some(RelayPin::from_bytes([7; 32])),
            store: StoreId::from_bytes([1; 32]),
            code: "K7Q2M0A1BZ".parse().unwrap(),
        };
        assert_eq!(link.to_string().parse(), Ok(link.clone()));
        let plain = JoinLink { pin: None, ..link };
        assert_eq!(plain.to_string().parse(), Ok(plain.clone()));
        for text in ["", "forecourt:join?", "https://example.com/?code=K7Q2M0A1BZ", &plain.to_string().replace("K7Q2", "K")] {
            assert_eq!(text.parse::<JoinLink>(), Err(NotALink), "{text}");
        }
    }
}
