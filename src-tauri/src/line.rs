//! The facade's ends of the outside lines: commands to screens, messages to the relay, and asking to be let in.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use forecourt_core::app::{
    App, Closing, Link,
    api::error::{AppError, ErrorCode},
    dispatch,
    outside::{Address, RelayHost},
};
use serde_json::Value;

use crate::{
    desk::Desk,
    stop::Stop,
    sync::{Failure, Goodbye, Line},
};

/// The facade, asked by screens.
pub struct AppDesk(pub App);

impl Desk for AppDesk {
    fn dispatch(&self, name: &str, request: Value) -> Result<Value, AppError> {
        dispatch(&self.0, name, request)
    }
}

/// The facade, in touch with the relay of whichever store is open.
pub struct AppLine {
    app: App,
    own_relay: Option<Arc<dyn RelayHost>>,
    link: Mutex<Option<Link>>,
}

impl AppLine {
    /// The line of `app`; `own_relay` is started for a store that lives on it.
    #[must_use]
    pub fn new(app: App, own_relay: Option<Arc<dyn RelayHost>>) -> Self {
        Self { app, own_relay, link: Mutex::new(None) }
    }

    fn link(&self) -> MutexGuard<'_, Option<Link>> {
        // A link that panicked half-way is thrown away with its connection and made anew.
        self.link.lock().unwrap_or_else(|poisoned| {
            self.link.clear_poison();
            let mut link = PoisonError::into_inner(poisoned);
            *link = None;
            link
        })
    }

    fn with<T>(&self, ask: impl FnOnce(&mut Link) -> Result<T, Closing>) -> Result<T, Goodbye> {
        let mut link = self.link();
        let asked = link.as_mut().map(ask);
        asked.unwrap_or(Err(Closing { code: ErrorCode::NoStore, is_final: false })).map_err(|closing| {
            tracing::info!(code = ?closing.code, is_final = closing.is_final, "the line to the relay is closed");
            Goodbye { is_final: closing.is_final }
        })
    }

    /// Where the app's own relay listens this time.
    fn own_address(&self, known: Address) -> Option<Address> {
        let started = self.own_relay.as_ref()?.start();
        let own = started.inspect_err(|error| tracing::error!(code = ?error.code, "the app's own relay did not start")).ok()?;
        if own.address != known.url
            && let Err(error) = self.app.set_own_relay_address(&own.address)
        {
            tracing::warn!(code = ?error.code, "the own relay's place could not be kept");
        }
        // Who it is was learned when the store was opened, and does not change with the port.
        Some(Address { url: own.address, ..known })
    }
}

impl Line for AppLine {
    fn address(&self) -> Option<Address> {
        let Some((address, is_own)) = self.app.relay() else {
            *self.link() = None;
            return None;
        };
        let mut link = self.link();
        if !link.as_ref().is_some_and(Link::is_current) {
            *link = self.app.link().inspect_err(|error| tracing::error!(code = ?error.code, "no line to the relay")).ok()?;
        }
        link.as_ref()?;
        drop(link);
        if is_own { self.own_address(address) } else { Some(address) }
    }

    fn opened(&self) -> Result<Vec<Vec<u8>>, Goodbye> {
        self.with(Link::opened)
    }

    fn received(&self, message: &[u8]) -> Result<Vec<Vec<u8>>, Goodbye> {
        self.with(|link| link.received(message))
    }

    fn poll(&self) -> Result<Vec<Vec<u8>>, Goodbye> {
        self.with(Link::poll)
    }

    fn tick(&self) -> Result<Vec<Vec<u8>>, Goodbye> {
        self.with(Link::tick)
    }

    fn closed(&self) {
        if let Some(link) = self.link().as_mut() {
            link.closed();
        }
    }

    fn failed(&self, why: Failure) {
        self.app.link_failed(match why {
            Failure::Unreachable => ErrorCode::RelayUnreachable,
            Failure::NotARelay => ErrorCode::NotARelay,
            Failure::OtherVersion => ErrorCode::OtherVersion,
            Failure::OtherIdentity => ErrorCode::RelayIdentityChanged,
        });
    }
}

/// How often it is seen whether this device has to part from its store.
const LOOK_AGAIN: Duration = Duration::from_secs(1);
/// The longest pause after handing over failed.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// Wipes and hands over where this device was turned out.
pub async fn part_if_told(app: App, stop: Stop) {
    let mut pause = LOOK_AGAIN;
    loop {
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            () = stop.wait() => return,
        }
        let parting = app.clone();
        let parted = tokio::task::spawn_blocking(move || if parting.is_parting() { parting.part() } else { Ok(()) });
        match parted.await {
            Ok(Ok(())) => pause = LOOK_AGAIN,
            Ok(Err(error)) => {
                tracing::info!(code = ?error.code, "what was not sent could not be handed over yet");
                pause = (pause * 2).min(LONGEST_PAUSE);
            }
            Err(_) => tracing::error!("parting panicked"),
        }
    }
}

/// How often a device that gave its code asks whether it was let in; people stand beside it and wait.
const ASK_AGAIN: Duration = Duration::from_secs(1);

/// Asks while the device waits to be let in.
pub async fn ask_to_be_let_in(app: App, stop: Stop) {
    loop {
        tokio::select! {
            () = tokio::time::sleep(ASK_AGAIN) => {}
            () = stop.wait() => return,
        }
        if !app.is_joining() {
            continue;
        }
        let asking = app.clone();
        match tokio::task::spawn_blocking(move || asking.poll_join()).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::info!(code = ?error.code, "the relay could not be asked about joining"),
            Err(_) => tracing::error!("asking about joining panicked"),
        }
    }
}
