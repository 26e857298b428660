//! What this device remembers before any store is open: language and which store was used last. No personal data.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::api::setup::Language;

/// Which of the databases of this data folder is in use.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Shelf {
    /// The store's own.
    #[default]
    Store,
    /// The practice store's. A file of its own, so that practice never mixes with real data.
    Practice,
}

impl Shelf {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Store => "store",
            Self::Practice => "practice",
        }
    }

    /// The name under which a key is kept that the database is being changed to.
    pub(super) fn next_name(self) -> String {
        format!("{}-next", self.name())
    }

    pub(super) fn database(self, data: &Path) -> PathBuf {
        data.join(format!("{}.db", self.name()))
    }
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Settings {
    pub language: Option<Language>,
    #[serde(default)]
    pub shelf: Shelf,
    /// The device is in a customer's hands.
    #[serde(default)]
    pub form_only: bool,
    /// The store that was here was wiped by its ledger's word; told until another one is opened.
    #[serde(default)]
    pub wiped: Option<Wiped>,
}

/// What is told of a store that was wiped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Wiped {
    /// Changes that were handed over.
    pub handed_over: u32,
}

impl Settings {
    /// Reads the settings; a missing or unreadable file means a device that has not been set up.
    pub(super) fn load(data: &Path) -> Self {
        std::fs::read(data.join(FILE)).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
    }

    /// Writes them beside and renames, so that a power cut leaves the old or the new, never half.
    pub(super) fn save(&self, data: &Path) -> std::io::Result<()> {
        let beside = data.join(format!("{FILE}.new"));
        let mut file = std::fs::File::create(&beside)?;
        serde_json::to_writer(&mut file, self)?;
        file.sync_all()?;
        std::fs::rename(beside, data.join(FILE))
    }
}

const FILE: &str = "settings.json";
