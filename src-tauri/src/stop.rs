//! How the app ends: one signal that every task waits for beside its work.

use tokio::sync::watch;

/// Ends everything when told to, or when dropped.
#[derive(Debug)]
pub struct Stopper(watch::Sender<bool>);

/// Tells a task when to end.
#[derive(Debug, Clone)]
pub struct Stop(watch::Receiver<bool>);

/// A stopper and what it stops.
#[must_use]
pub fn pair() -> (Stopper, Stop) {
    let (sender, receiver) = watch::channel(false);
    (Stopper(sender), Stop(receiver))
}

impl Stopper {
    /// Ends everything.
    pub fn stop(&self) {
        self.0.send_replace(true);
    }
}

impl Stop {
    /// Returns when it is time to end.
    pub async fn wait(&self) {
        let mut receiver = self.0.clone();
        // An error means that the stopper is gone, which ends everything too.
        let _ = receiver.wait_for(|is_over| *is_over).await;
    }

    /// Whether it is time to end.
    #[must_use]
    pub fn is_over(&self) -> bool {
        *self.0.borrow() || self.0.has_changed().is_err()
    }
}

/// Waits for the system or the person to end the app: SIGTERM, SIGINT, Ctrl-C.
pub async fn asked_to_end() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let (Ok(mut term), Ok(mut interrupt)) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt())) {
            tokio::select! { _ = term.recv() => {}, _ = interrupt.recv() => {} }
            return;
        }
    }
    if tokio::signal::ctrl_c().await.is_err() {
        // Without signals the app ends with its window or its process.
        std::future::pending::<()>().await;
    }
}
