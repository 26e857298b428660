//! The lease. A device that has not been in touch with the relay for seven days may have been lost or taken: what it holds is
//! hidden until it is in touch again. Catching leads and sending them goes on, so nobody's work stops at an event.
//!
//! Time is the largest instant this device has ever seen: turning the clock back wins nothing. Contact sets it anew, so a
//! clock that once ran ahead does no lasting harm.

use super::super::{App, api::sync::Told, lock, opening::names, store::OpenStore};
use crate::{
    clock::Instant,
    vault::{VaultError, meta},
};

/// How long a device may be without the relay.
const LEASE_MS: i64 = 7 * 24 * 3600 * 1000;
/// Instants are kept this often: so much an ended process may forget.
const KEEP_MS: i64 = 10 * 60 * 1000;

/// What is answered while the lease is over: catching, drafts, sending, settings. No command that shows a file.
pub(in crate::app) const WHILE_OVER: &[&str] = &[
    "state",
    "set_language",
    "capture_defaults",
    "capture_lead",
    "save_draft",
    "drafts",
    "drop_draft",
    "sync_status",
    "sync_page",
    "sync_now",
    "lock",
    "unlock",
    "recover",
    "touch",
    "set_pin",
    "remove_pin",
    "change_passphrase",
    "rotate_key",
    "hand_over_screen",
    "open_store",
    "join_store",
    "cancel_join",
    "practise",
    "wipe_practice",
];

/// When this device was in touch, and the latest it has ever been.
#[derive(Debug, Clone, Copy)]
pub(in crate::app) struct Lease {
    contact_at: Instant,
    latest: Instant,
    kept: Instant,
}

impl Lease {
    fn read(store: &OpenStore) -> Self {
        let now = store.world.now();
        let read = store.read(|conn| -> Result<_, VaultError> {
            Ok((meta::integer(conn, names::CONTACT_AT)?, meta::integer(conn, names::LATEST)?))
        });
        let (contact_at, latest) = match read {
            Ok((Some(contact_at), Some(latest))) => (Instant::from_unix_ms(contact_at), Instant::from_unix_ms(latest)),
            // A store that was opened or joined just now.
            Ok(_) => (now, now),
            Err(error) => {
                tracing::warn!(code = ?error.code, "the lease could not be read");
                (now, now)
            }
        };
        Self { contact_at, latest, kept: Instant::from_unix_ms(0) }
    }

    const fn is_over(&self) -> bool {
        self.latest.unix_ms().saturating_sub(self.contact_at.unix_ms()) > LEASE_MS
    }

    fn keep(&mut self, store: &OpenStore) {
        let (contact_at, latest) = (self.contact_at.unix_ms(), self.latest.unix_ms());
        let kept = store.write(|tx| {
            meta::put_integer(tx, names::CONTACT_AT, contact_at)?;
            Ok(meta::put_integer(tx, names::LATEST, latest)?)
        });
        match kept {
            Ok(()) => self.kept = self.latest,
            Err(error) => tracing::warn!(code = ?error.code, "the lease could not be kept"),
        }
    }
}

impl App {
    /// Whether what this device holds is hidden until it is in touch with the relay.
    pub(in crate::app) fn is_lease_over(&self) -> bool {
        let Ok(store) = self.opened() else { return false };
        if store.standing().relay.is_none() {
            return false;
        }
        let mut lease = lock(&store.lease);
        let lease = lease.get_or_insert_with(|| Lease::read(&store));
        let was_over = lease.is_over();
        lease.latest = lease.latest.max(store.world.now());
        let is_news = lease.is_over() != was_over;
        if is_news || lease.kept.plus_ms(KEEP_MS) < lease.latest {
            lease.keep(&store);
        }
        lease.is_over()
    }

    /// This device is in touch with the relay: everything was sent and received.
    pub(in crate::app) fn in_touch(&self, store: &OpenStore) {
        let now = store.world.now();
        let mut lease = lock(&store.lease);
        let lease = lease.get_or_insert_with(|| Lease::read(store));
        let was_over = lease.is_over();
        let is_kept = lease.kept.unix_ms().abs_diff(now.unix_ms()) < KEEP_MS.unsigned_abs();
        *lease = Lease { contact_at: now, latest: now, kept: lease.kept };
        if was_over || !is_kept {
            lease.keep(store);
        }
        if was_over {
            self.tell(&Told::State);
        }
    }
}
