//! Keeps the app in touch with its relay: connects, carries messages between the socket and the app's line, and tries
//! again with growing pauses. Invariant: never more than one connection, never a loop without a wait, and nothing here
//! knows what a message says.

mod backoff;
mod socket;

use std::{sync::Arc, time::Duration};

use forecourt_core::{app::outside::Address, clock::World};
use tokio::{sync::Notify, time::Instant};

pub use backoff::Backoff;

use crate::stop::Stop;

/// The app's end of the connections. Calls block: they write to the disk. An error ends the connection.
pub trait Line: Send + Sync + 'static {
    /// Where to connect; nothing while no store that has a relay is open.
    fn address(&self) -> Option<Address>;
    /// A connection is open: what to say first.
    ///
    /// # Errors
    /// Where the line wants to end it.
    fn opened(&self) -> Result<Vec<Vec<u8>>, Goodbye>;
    /// A message came: what to answer.
    ///
    /// # Errors
    /// Where the line wants to end the connection.
    fn received(&self, message: &[u8]) -> Result<Vec<Vec<u8>>, Goodbye>;
    /// Something may wait to be sent.
    ///
    /// # Errors
    /// Where the line wants to end the connection.
    fn poll(&self) -> Result<Vec<Vec<u8>>, Goodbye>;
    /// Some seconds went by.
    ///
    /// # Errors
    /// Where the line wants to end the connection.
    fn tick(&self) -> Result<Vec<Vec<u8>>, Goodbye>;
    /// A connection that was open has ended.
    fn closed(&self);
    /// No connection could be made, or what answers is no relay of ours.
    fn failed(&self, why: Failure);
}

/// The line ends a connection; it has told people why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Goodbye {
    /// Trying again soon would end the same way.
    pub is_final: bool,
}

/// Why no connection could be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// Nobody answers.
    Unreachable,
    /// What answers is not a relay, such as the sign-in page of a network.
    NotARelay,
    /// A relay of another version.
    OtherVersion,
    /// Another certificate than the relay's.
    OtherIdentity,
}

/// How an attempt ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ended {
    Failed(Failure),
    /// The line was cut.
    Cut,
    Goodbye(Goodbye),
    /// The app ends, or another store was opened.
    Stopped,
}

/// Between two attempts, however often a person asks.
const LEAST_PAUSE: Duration = Duration::from_millis(500);

/// Wakes the driver: something waits, a store was opened, a person asked to sync now.
#[derive(Debug, Clone, Default)]
pub struct Waker(Arc<Notify>);

impl Waker {
    /// Wakes it; cheap, and never lost.
    pub fn wake(&self) {
        self.0.notify_one();
    }
}

/// Drives the line until the app ends.
pub async fn drive(line: Arc<dyn Line>, waker: Waker, world: World, stop: Stop) {
    let mut backoff = Backoff::default();
    while !stop.is_over() {
        let Some(address) = blocking(&line, |line| line.address()).await.flatten() else {
            tokio::select! { () = waker.0.notified() => continue, () = stop.wait() => return }
        };
        let began = Instant::now();
        let ended = socket::run(&line, &address, &waker, &stop).await;
        backoff.learn(ended, began.elapsed());
        tokio::select! {
            () = pause(&mut backoff, &waker, &world) => {}
            () = stop.wait() => return,
        }
    }
}

/// The pause before the next attempt; a wake cuts it short, but never below the least.
async fn pause(backoff: &mut Backoff, waker: &Waker, world: &World) {
    let whole = backoff.next(u16::from_le_bytes(world.random()));
    tokio::time::sleep(LEAST_PAUSE.min(whole)).await;
    tokio::select! {
        () = tokio::time::sleep(whole.saturating_sub(LEAST_PAUSE)) => {}
        () = waker.0.notified() => {}
    }
}

/// Calls the line on a thread that may block; nothing where it panicked.
async fn blocking<T: Send + 'static>(line: &Arc<dyn Line>, call: impl FnOnce(&dyn Line) -> T + Send + 'static) -> Option<T> {
    let line = Arc::clone(line);
    let called = tokio::task::spawn_blocking(move || call(&*line)).await;
    if called.is_err() {
        tracing::error!("the line panicked");
    }
    called.ok()
}

#[cfg(test)]
mod tests;
