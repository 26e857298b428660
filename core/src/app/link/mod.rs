//! The device's end of the line to the relay: what commands and screens know of it. [`line`] runs the session.

mod acknowledging;
mod healing;
mod line;
mod pairings;
mod tagging;

use std::{collections::VecDeque, sync::mpsc, time::Duration};

pub use line::Link;
pub(super) use line::envelope;

use super::{
    App,
    api::{
        error::{AppError, ErrorCode},
        sync::{Link as Shown, SyncLogCode, SyncStatus, Told},
    },
    damage::Failed,
    ingest::log,
    lock,
    opening::names,
    outside::Address,
    store::{OpenStore, Standing},
};
use crate::{
    clock::Instant,
    ids::DeviceId,
    mirror,
    sync::{
        frame::{DeviceSeen, ToDevice, ToRelay},
        refusal::Refusal,
        session::{Identity, Position, Session, Status},
        wire,
    },
    vault::{self, meta},
};

/// How long a command waits for the relay's answer.
const ANSWER_WITHIN: Duration = Duration::from_secs(10);
/// Most bytes of a position in the vault.
const POSITION_LIMIT: usize = 1024;

/// What is known of the line without asking the session; shared with the commands.
#[derive(Default)]
pub(super) struct LinkState {
    status: Option<Status>,
    refused: bool,
    error: Option<ErrorCode>,
    last_success_at: Option<Instant>,
    devices: Vec<DeviceSeen>,
    asks: VecDeque<ToRelay>,
    waiters: VecDeque<Waiter>,
    pub(super) pairings: pairings::Pairings,
    /// Commands that wait until the ledger has grown.
    growth: Vec<mpsc::Sender<()>>,
    wants_now: bool,
    /// Records for the audit log are under way.
    pub(super) recording: bool,
    /// The store's audit log is to be asked for.
    pub(super) wants_audit: bool,
}

impl LinkState {
    /// Whether the relay listens to questions.
    pub(super) const fn is_up(&self) -> bool {
        matches!(self.status, Some(Status::Syncing { .. } | Status::Healing { .. } | Status::Synced))
    }
}

/// A command that waits for the relay's answer.
struct Waiter {
    /// What the relay also says unasked answers only who asked for it.
    wants_pending: bool,
    answer: mpsc::Sender<ToDevice>,
}

/// Why the line is to be closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the line to the relay is closed: {code:?}")]
pub struct Closing {
    /// What people are told.
    pub code: ErrorCode,
    /// Whether it is worth trying again soon.
    pub is_final: bool,
}

impl App {
    /// The line of the open store; none where no store is open or it has no relay.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn link(&self) -> Result<Option<Link>, AppError> {
        let Ok(store) = self.opened() else { return Ok(None) };
        // What arrives is shown in the mirror at once: not in one that is just made.
        if store.standing().relay.is_none() || store.preparation().is_some() {
            return Ok(None);
        }
        let position = match store.read(|conn| meta::bytes(conn, names::POSITION))? {
            Some(bytes) => wire::decode(&bytes, POSITION_LIMIT).map_err(|_| ErrorCode::DatabaseDamaged)?,
            None => Position::default(),
        };
        let last = store.read(|conn| meta::integer(conn, names::LAST_SUCCESS))?;
        let mut link = lock(&self.0.link);
        // Whoever waits to be let in waits on: what was given for their digits is given once.
        let pairings = std::mem::take(&mut link.pairings);
        *link = LinkState { last_success_at: last.map(Instant::from_unix_ms), pairings, ..LinkState::default() };
        drop(link);
        let identity = Identity { store: store.id, device: store.device, key: store.key.clone() };
        Ok(Some(Link::new(self.clone(), Session::new(identity, position), store)))
    }

    /// Address of the relay of the open store, and whether this app runs that relay itself.
    #[must_use]
    pub fn relay(&self) -> Option<(Address, bool)> {
        let store = self.opened().ok().filter(|store| store.preparation().is_none())?;
        let url = store.standing().relay.clone()?;
        let own = store.read(|conn| meta::integer(conn, names::OWN_RELAY)).ok().flatten();
        Some((Address { url, pin: store.pin }, own == Some(1)))
    }

    /// The address of the app's own relay changed, as when another port was free.
    ///
    /// # Errors
    /// When it could not be saved.
    pub fn set_own_relay_address(&self, address: &str) -> Result<(), AppError> {
        let store = self.opened()?;
        store.write(|tx| Ok(meta::put_text(tx, names::RELAY, address)?))?;
        let mut standing = Standing::clone(&store.standing());
        standing.relay = Some(address.to_owned());
        store.set_standing(standing);
        Ok(())
    }

    /// Whether a person asked to sync now since this was last asked.
    #[must_use]
    pub fn take_sync_now(&self) -> bool {
        std::mem::take(&mut lock(&self.0.link).wants_now)
    }

    /// Connecting failed; shown in the pill.
    pub fn link_failed(&self, code: ErrorCode) {
        let is_news = {
            let mut link = lock(&self.0.link);
            let is_news = link.error != Some(code) || link.status != Some(Status::Offline);
            link.error = Some(code);
            link.status = Some(Status::Offline);
            is_news
        };
        if let Ok(store) = self.opened() {
            if is_news {
                let logged = store.write(|tx| log(tx, &store, SyncLogCode::Failed, 0));
                if let Err(error) = logged {
                    tracing::warn!(code = ?error.code, "the sync log could not be written");
                }
            }
            self.tell_status(&store);
        }
    }

    pub(super) fn want_sync_now(&self) {
        lock(&self.0.link).wants_now = true;
        self.wake();
    }

    pub(super) fn devices_seen(&self) -> Vec<DeviceSeen> {
        lock(&self.0.link).devices.clone()
    }

    /// Asks the relay over the open line and waits for its answer.
    pub(super) fn ask_relay(&self, question: ToRelay) -> Result<ToDevice, AppError> {
        let (sender, receiver) = mpsc::channel();
        {
            let mut link = lock(&self.0.link);
            if !link.is_up() {
                return Err(ErrorCode::Offline.into());
            }
            link.waiters.push_back(Waiter { wants_pending: question == ToRelay::AskPending, answer: sender });
            link.asks.push_back(question);
        }
        self.wake();
        let answer = receiver.recv_timeout(ANSWER_WITHIN).map_err(|_| ErrorCode::Offline)?;
        match answer {
            ToDevice::Declined { reason } => Err(declined(reason).into()),
            answer => Ok(answer),
        }
    }

    /// Waits until the ledger holds a device that was just proposed.
    pub(super) fn await_device(&self, store: &OpenStore, device: DeviceId) -> Result<(), AppError> {
        loop {
            let (sender, receiver) = mpsc::channel();
            lock(&self.0.link).growth.push(sender);
            if store.standing().ledger.now().staff_of(device).is_some() {
                return Ok(());
            }
            receiver.recv_timeout(ANSWER_WITHIN).map_err(|_| ErrorCode::Offline)?;
        }
    }

    /// The ledger has grown.
    pub(super) fn tell_growth(&self) {
        for waiter in std::mem::take(&mut lock(&self.0.link).growth) {
            // Whoever waited may have given up.
            let _ = waiter.send(());
        }
    }

    /// Tells the relay something that has no answer.
    pub(super) fn tell_relay(&self, word: ToRelay) -> Result<(), AppError> {
        lock(&self.0.link).asks.push_back(word);
        self.wake();
        Ok(())
    }

    pub(super) fn status_of(&self, store: &OpenStore) -> Result<SyncStatus, AppError> {
        // One look: after a commit each look makes its connection read its pages from the disk again.
        let (waiting, proposals, refused, attention) = store.read(|conn| -> Result<_, Failed> {
            let attention = mirror::clash_count(conn)?.saturating_add(mirror::duplicate_count(conn)?);
            let refused = vault::card::count(conn)?;
            Ok((vault::outbox::count(conn)?, vault::ledger::proposals(conn)?, refused, attention))
        })?;
        // A statement that the relay refused waits no longer; somebody has to look at it.
        let unordered = proposals.iter().filter(|row| row.state == vault::ledger::ProposalState::Waiting).count();
        let turned_down = proposals.len() - unordered;
        let link = lock(&self.0.link);
        let (state, done, total) = match (&link.status, store.standing().relay.is_some()) {
            (_, false) => (Shown::None, 0, 0),
            (_, true) if link.refused => (Shown::Refused, 0, 0),
            (None | Some(Status::Offline), true) => (Shown::Offline, 0, 0),
            (Some(Status::Connecting), true) => (Shown::Connecting, 0, 0),
            (Some(Status::Syncing { done, total }), true) => (Shown::Syncing, small(*done), small(*total)),
            (Some(Status::Healing { done, total }), true) => (Shown::Healing, small(*done), small(*total)),
            (Some(Status::Synced), true) => (Shown::Synced, 0, 0),
        };
        Ok(SyncStatus {
            link: state,
            waiting: waiting.saturating_add(small(unordered as u64)),
            done,
            total,
            needs_you: attention.saturating_add(refused).saturating_add(small(turned_down as u64)),
            last_success_at: link.last_success_at,
            error: link.error,
        })
    }

    pub(super) fn tell_status(&self, store: &OpenStore) {
        match self.status_of(store) {
            Ok(status) => self.tell(&Told::Sync { status }),
            Err(error) => tracing::warn!(code = ?error.code, "the sync status could not be read"),
        }
    }
}

fn small(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn declined(reason: Refusal) -> ErrorCode {
    match reason {
        Refusal::NotAllowed | Refusal::Revoked | Refusal::UnknownDevice => ErrorCode::NotAllowed,
        Refusal::CodeExpired => ErrorCode::CodeExpired,
        Refusal::CodeUsed => ErrorCode::CodeUsed,
        Refusal::LimitReached => ErrorCode::LookUpLimit,
        _ => ErrorCode::RelayUnreachable,
    }
}
