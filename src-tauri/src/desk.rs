//! What window and browser need of the facade, and what it tells them unasked.
//!
//! Traits because the hosts are tested with a desk that answers as a test wants, and the driver with a line that fails
//! as a test wants.

use std::sync::Arc;

use forecourt_core::app::api::{common::Touched, error::AppError, error::ErrorCode, sync::Told};
use serde_json::Value;
use tokio::sync::broadcast;

/// Answers commands. Calls block: they write to the disk.
pub trait Desk: Send + Sync + 'static {
    /// Answers the command `name`.
    ///
    /// # Errors
    /// As the command says; `bad_request` for a name or request that is none.
    fn dispatch(&self, name: &str, request: Value) -> Result<Value, AppError>;
}

/// Answers a command on a thread that may block.
///
/// # Errors
/// As [`Desk::dispatch`]; `internal` where the command panicked.
pub async fn answer(desk: Arc<dyn Desk>, command: String, request: Value) -> Result<Value, AppError> {
    let asked = tokio::task::spawn_blocking({
        let command = command.clone();
        move || desk.dispatch(&command, request)
    });
    asked.await.unwrap_or_else(|_| {
        tracing::error!(command, "a command panicked");
        Err(ErrorCode::Internal.into())
    })
}

/// Screens that are further behind than this fetch everything again.
const KEPT: usize = 256;

/// Passes what the facade tells to every screen that listens. Bounded: a slow screen misses, and is told so.
#[derive(Debug, Clone)]
pub struct Tidings(broadcast::Sender<Told>);

impl Default for Tidings {
    fn default() -> Self {
        Self(broadcast::Sender::new(KEPT))
    }
}

impl Tidings {
    /// Tells every screen; nobody need listen.
    pub fn tell(&self, told: Told) {
        // Without a screen there is nobody to tell.
        let _ = self.0.send(told);
    }

    /// Starts to listen.
    #[must_use]
    pub fn listen(&self) -> Listener {
        Listener(self.0.subscribe())
    }
}

/// One screen's ear.
#[derive(Debug)]
pub struct Listener(broadcast::Receiver<Told>);

impl Listener {
    /// What is told next; a screen that missed something is told to fetch everything. Nothing once the app has ended.
    pub async fn next(&mut self) -> Option<Told> {
        match self.0.recv().await {
            Ok(told) => Some(told),
            Err(broadcast::error::RecvError::Lagged(_)) => Some(everything()),
            Err(broadcast::error::RecvError::Closed) => None,
        }
    }
}

/// Tells a screen to fetch everything again.
#[must_use]
pub fn everything() -> Told {
    Told::Touched { touched: Touched { files: Vec::new(), everything: true, ledger: true, drafts: true, audit: true } }
}
