//! Which commands are answered at this moment. A device in a customer's hands answers the form's and no other.
//!
//! Kept in the settings, so that ending the app and starting it again does not open the rest.

use super::{
    App, Desk,
    api::{
        common::Nothing,
        error::{AppError, ErrorCode},
        privacy::HandOverScreen,
        setup::AppState,
    },
    lock, preparing,
    settings::Settings,
};
use crate::sync::audit::{AuditNote, AuditWord};

/// What the form needs, and the way back: out of the form, and into the app once it has locked itself.
pub(super) const FORM: &[&str] = &[
    "state",
    "capture_defaults",
    "capture_lead",
    "check_phone",
    "save_draft",
    "hand_over_screen",
    "touch",
    "lock",
    "unlock",
    "recover",
];

impl App {
    /// Whether a command is answered now.
    pub(super) fn gate(&self, command: &str) -> Result<(), AppError> {
        if self.is_preparing() && !preparing::MEANWHILE.contains(&command) {
            return Err(ErrorCode::Preparing.into());
        }
        if self.is_form_only() && !self.is_bare() && !FORM.contains(&command) { Err(ErrorCode::FormOnly.into()) } else { Ok(()) }
    }

    /// Whether no store is here that could show anything: a form that nobody can take back must not keep out a new one.
    fn is_bare(&self) -> bool {
        let desk = self.0.desk.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        !matches!(&*desk, Desk::Open(_) | Desk::Locked)
    }

    /// Whether the device is in a customer's hands.
    pub(super) fn is_form_only(&self) -> bool {
        lock(&self.0.settings).form_only
    }

    /// Hands the device to a customer, or takes it back.
    pub fn hand_over_screen(&self, request: HandOverScreen) -> Result<AppState, AppError> {
        let store = self.opened()?;
        if request.on != self.is_form_only() {
            let what = if request.on { AuditWord::HandedToCustomer } else { AuditWord::TakenBack };
            store.write(|tx| store.record(tx, AuditNote::of(what)))?;
            self.keep_form_only(request.on)?;
            if !request.on {
                // Whoever presses it may be the customer still: with a PIN set, the PIN comes next.
                self.lock_now();
            }
        }
        self.state(Nothing {})
    }

    fn keep_form_only(&self, form_only: bool) -> Result<(), AppError> {
        let mut settings = lock(&self.0.settings);
        let changed = Settings { form_only, ..settings.clone() };
        changed.save(&self.0.data).map_err(|_| ErrorCode::NotSaved)?;
        *settings = changed;
        Ok(())
    }
}
