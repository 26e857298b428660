//! The duplicate sieve on the line: asked for at the beginning, told page by page, one page under way at a time.

use super::{
    super::{api::error::AppError, lock},
    Link,
};
use crate::{
    sync::{frame::ToDevice, session::Event},
    vault,
};

impl Link {
    /// A connection is open: asks for what this device lacks, beside what the session itself asks.
    pub(super) fn ask_sieve(&mut self) -> Result<(), AppError> {
        self.tagging = None;
        self.has_asked_sieve = false;
        self.ask_sieve_once()
    }

    /// The ledger grew: a new device, or somebody with a new role, may need the sieve only from here on.
    pub(super) fn ask_sieve_once(&mut self) -> Result<(), AppError> {
        if !self.has_asked_sieve
            && let Some(question) = self.app.question_of_sieve(&self.store)?
        {
            lock(&self.app.0.link).asks.push_back(question);
            self.app.wake();
            self.has_asked_sieve = true;
        }
        Ok(())
    }

    /// Takes what the relay says of the sieve, and goes on telling phones.
    pub(super) fn take_sieve(&mut self, told: ToDevice) -> Result<Option<Event>, AppError> {
        match told {
            ToDevice::SieveKey { epoch, key } => {
                self.tagging = None;
                self.app.take_sieve_key(&self.store, epoch, key)?;
            }
            ToDevice::Sieve { epoch, version, is_whole, filter } => {
                self.app.take_filter(&self.store, epoch, version, is_whole, filter)?;
            }
            ToDevice::Tagged { id, .. } => {
                if let Some((_, positions)) = self.tagging.take_if(|(under_way, _)| *under_way == id) {
                    self.store.write(|tx| Ok(vault::sieve::settle(tx, &positions)?))?;
                }
            }
            _ => {}
        }
        self.tell_phones()
    }

    /// The next page of phones, if none is under way.
    pub(super) fn tell_phones(&mut self) -> Result<Option<Event>, AppError> {
        if self.tagging.is_some() {
            return Ok(None);
        }
        let Some((question, positions)) = self.app.next_tags(&self.store)? else { return Ok(None) };
        let id = positions.last().copied().unwrap_or_default().unsigned_abs();
        self.tagging = Some((id, positions));
        Ok(Some(Event::Ask(question)))
    }
}
