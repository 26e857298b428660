//! Runs what the session wants over vault and mirror. The host carries bytes.

use std::{collections::VecDeque, sync::Arc};

use super::{
    super::{
        App, Desk,
        api::{
            common::Touched,
            error::{AppError, ErrorCode},
            sync::{SyncLogCode, Told},
        },
        ingest::{log, save_position},
        lock,
        opening::names,
        parting::wipes,
        store::OpenStore,
    },
    Closing, Waiter,
};
use crate::{
    ids::StoreId,
    policy::acts::Duty,
    sync::{
        envelope::Envelope,
        frame::{RefusedStatement, ToDevice, ToRelay, heights},
        keys::Signature,
        ledger::Statement,
        page,
        refusal::Refusal,
        session::{CloseReason, Effect, Event, Fault, Session, Status},
        wire,
    },
    vault::{self, meta, outbox::Outgoing},
};

/// Clocks further apart than this are told. Nothing rests on them but the dates that people read.
const CLOCKS_APART_MS: u64 = 10 * 60 * 1000;
/// Most bytes of a statement in the vault.
const STATEMENT_LIMIT: usize = 64 * 1024;

/// One store's line to its relay. Lives across connections; blocks while it writes to the disk.
pub struct Link {
    pub(super) app: App,
    pub(super) store: Arc<OpenStore>,
    session: Session,
    /// The page of phones that the relay has not answered: its id, and its places in the queue.
    pub(super) tagging: Option<(u64, Vec<i64>)>,
    /// The duplicate sieve was asked for on this connection.
    pub(super) has_asked_sieve: bool,
}

impl std::fmt::Debug for Link {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Link")
    }
}

impl Link {
    pub(super) fn new(app: App, session: Session, store: Arc<OpenStore>) -> Self {
        Self { app, store, session, tagging: None, has_asked_sieve: false }
    }

    /// A socket is open: what to send first.
    ///
    /// # Errors
    /// When the line must be closed again.
    pub fn opened(&mut self) -> Result<Vec<Vec<u8>>, Closing> {
        {
            let mut link = lock(&self.app.0.link);
            (link.refused, link.recording, link.wants_audit) = (false, false, true);
        }
        let standing = self.store.standing();
        let ledger = &standing.ledger;
        let event = Event::Opened { ledger_len: ledger.len(), ledger_head: ledger.head(), heights: heights(ledger) };
        let effects = self.session.on(event);
        self.run(effects)
    }

    /// The relay said something: what to answer.
    ///
    /// # Errors
    /// When the line must be closed.
    pub fn received(&mut self, bytes: &[u8]) -> Result<Vec<Vec<u8>>, Closing> {
        let effects = self.session.on_message(bytes);
        self.run(effects)
    }

    /// Something waits on this device, as the waker said: what to send.
    ///
    /// # Errors
    /// When the line must be closed.
    pub fn poll(&mut self) -> Result<Vec<Vec<u8>>, Closing> {
        let (asks, wants_now) = {
            let mut link = lock(&self.app.0.link);
            (std::mem::take(&mut link.asks), std::mem::take(&mut link.wants_now))
        };
        let mut out = Vec::new();
        let mut events = vec![Event::LocalChanges, Event::LocalProposals];
        events.extend(asks.into_iter().map(Event::Ask));
        events.extend(wants_now.then_some(Event::SyncNow));
        events.extend(self.app.audit_to_say(&self.store).into_iter().map(Event::Ask));
        for event in events {
            let effects = self.session.on(event);
            out.extend(self.run(effects)?);
        }
        Ok(out)
    }

    /// Some seconds went by: what to send again.
    ///
    /// # Errors
    /// When the line must be closed.
    pub fn tick(&mut self) -> Result<Vec<Vec<u8>>, Closing> {
        let effects = self.session.on(Event::Tick);
        self.run(effects)
    }

    /// The socket is closed.
    pub fn closed(&mut self) {
        let effects = self.session.on(Event::Closed);
        // Nothing is sent on a closed line; what matters is the status that is told.
        drop(self.run(effects));
        let last = {
            let mut link = lock(&self.app.0.link);
            link.waiters.clear();
            link.asks.clear();
            link.last_success_at
        };
        let kept = self.store.write(|tx| {
            if let Some(at) = last {
                meta::put_integer(tx, names::LAST_SUCCESS, at.unix_ms())?;
            }
            log(tx, &self.store, SyncLogCode::Disconnected, 0)
        });
        if let Err(error) = kept {
            tracing::warn!(code = ?error.code, "the end of a connection could not be noted");
        }
    }

    /// Whether this line still belongs to the open store.
    #[must_use]
    pub fn is_current(&self) -> bool {
        let desk = self.app.0.desk.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        matches!(&*desk, Desk::Open(store) if Arc::ptr_eq(store, &self.store))
    }

    fn run(&mut self, effects: Vec<Effect>) -> Result<Vec<Vec<u8>>, Closing> {
        let mut out = Vec::new();
        let mut queue: VecDeque<Effect> = effects.into();
        while let Some(effect) = queue.pop_front() {
            let next = match self.carry_out(effect, &mut out) {
                Ok(next) => next,
                Err(Halt::Close(reason)) => return Err(self.closing(reason)),
                Err(Halt::Fault(fault)) => Some(Event::Failed(fault)),
            };
            if let Some(event) = next {
                queue.extend(self.session.on(event));
            }
        }
        Ok(out)
    }

    fn carry_out(&mut self, effect: Effect, out: &mut Vec<Vec<u8>>) -> Result<Option<Event>, Halt> {
        match effect {
            Effect::Send(frame) => out.push(frame.encode().map_err(|_| Halt::Close(CloseReason::Protocol))?),
            Effect::ReadOutbox { skip, limit } => return Ok(Some(Event::OutboxRead(self.read_outbox(skip, limit)?))),
            Effect::ReadProposals { limit } => return Ok(Some(Event::ProposalsRead(self.read_proposals(limit)?))),
            Effect::Ingest { items, position } => {
                self.app.take_changes(&self.store, items, &position)?;
                return Ok(Some(Event::Ingested));
            }
            Effect::IngestSnapshots { page, position } => {
                let files = page::unpack(&page).map_err(|_| Halt::Fault(Fault::Forged))?;
                self.app.take_files(&self.store, files, &position)?;
                return Ok(Some(Event::Ingested));
            }
            Effect::TakeLedger(entries) => {
                self.app.take_entries(&self.store, &entries)?;
                self.obey_ledger()?;
                self.ask_sieve_once()?;
            }
            Effect::FollowLedger(entries) => {
                self.app.follow_entries(&self.store, &entries)?;
                self.obey_ledger()?;
                self.ask_sieve_once()?;
            }
            Effect::ReadLedger { from, limit } => return Ok(Some(Event::LedgerRead(self.read_ledger(from, limit)?))),
            Effect::BeginHealing { position, shared } => self.begin_healing(&position, shared)?,
            Effect::ReadFiles { after, limit } => {
                let (files, total) = self.read_files(after, limit)?;
                return Ok(Some(Event::FilesRead { files, total }));
            }
            Effect::ReadMissing { known } => return Ok(Some(Event::MissingRead(self.read_missing(known)?))),
            Effect::AtGate => {
                lock(&self.app.0.link).error = Some(ErrorCode::RelayWaits);
                self.app.tell_status(&self.store);
            }
            Effect::Acknowledge { accepted, refused } => {
                self.app.acknowledge(&self.store, &accepted, &refused)?;
                return Ok(self.tell_phones()?);
            }
            Effect::AcknowledgeProposals { refused, .. } => self.refuse_proposals(&refused)?,
            Effect::SavePosition(position) => self.store.write(|tx| save_position(tx, &position))?,
            Effect::Tell(ToDevice::Recorded { ids }) => self.app.records_sent(&self.store, &ids)?,
            Effect::Tell(ToDevice::Audit { after, rows, head }) => self.app.take_audit(&self.store, after, &rows, head)?,
            Effect::Tell(told @ (ToDevice::SieveKey { .. } | ToDevice::Sieve { .. } | ToDevice::Tagged { .. })) => {
                return Ok(self.take_sieve(told)?);
            }
            Effect::Tell(told) => self.hand_over(told),
            Effect::SealKey(key) => self.remember_seal_key(&key)?,
            Effect::RelayTime(relay) => {
                self.store.write(|tx| log(tx, &self.store, SyncLogCode::Connected, 0))?;
                let apart = self.store.world.now().unix_ms().abs_diff(relay.unix_ms());
                lock(&self.app.0.link).error = (apart > CLOCKS_APART_MS).then_some(ErrorCode::ClockOff);
                self.ask_sieve()?;
                return Ok(self.question_of_devices());
            }
            Effect::Status(status) => self.note_status(status),
            Effect::Close(reason) => return Err(Halt::Close(reason)),
        }
        Ok(None)
    }

    /// A device that was told to wipe itself does so at once.
    fn obey_ledger(&self) -> Result<(), Halt> {
        if !wipes(&self.store) {
            return Ok(());
        }
        self.app.begin_wipe(&self.store)?;
        Err(Halt::Close(CloseReason::Bye(Refusal::Revoked)))
    }

    fn remember_seal_key(&self, key: &[u8; 32]) -> Result<(), AppError> {
        if self.store.read(|conn| meta::bytes(conn, names::SEAL_KEY))?.as_deref() == Some(key.as_slice()) {
            return Ok(());
        }
        self.store.write(|tx| Ok(meta::put_bytes(tx, names::SEAL_KEY, key)?))
    }

    /// Those who manage devices are told when each was last connected.
    fn question_of_devices(&self) -> Option<Event> {
        let standing = self.store.standing();
        standing.has(Duty::WatchDevices).then_some(Event::Ask(ToRelay::AskDevices))
    }

    fn read_outbox(&self, skip: usize, limit: usize) -> Result<Vec<Envelope>, AppError> {
        let count = u32::try_from(skip.saturating_add(limit)).unwrap_or(u32::MAX);
        let rows = self.store.read(|conn| vault::outbox::next(conn, None, count))?;
        Ok(rows.into_iter().skip(skip).filter_map(|row| envelope(self.store.id, row)).collect())
    }

    fn read_proposals(&self, limit: usize) -> Result<Vec<Statement>, AppError> {
        let rows = self.store.read(vault::ledger::proposals)?;
        let waiting = rows.iter().filter(|row| row.state == vault::ledger::ProposalState::Waiting);
        Ok(waiting.filter_map(|row| wire::decode(&row.bytes, STATEMENT_LIMIT).ok()).take(limit).collect())
    }

    fn refuse_proposals(&self, refused: &[RefusedStatement]) -> Result<(), AppError> {
        let now = self.store.world.now();
        self.store.write(|tx| {
            for one in refused {
                vault::ledger::refuse(tx, one.id, one.code.word(), now)?;
            }
            Ok(())
        })
    }

    fn hand_over(&self, told: ToDevice) {
        let mut link = lock(&self.app.0.link);
        match told {
            ToDevice::Devices { rows } => {
                link.devices = rows;
                drop(link);
                let touched = Touched { ledger: true, ..Default::default() };
                self.app.tell(&Told::Touched { touched });
            }
            answer => {
                let is_pending = matches!(answer, ToDevice::Pending { .. });
                let is_its = |waiter: &Waiter| !is_pending || waiter.wants_pending;
                if let ToDevice::Pending { rows } = &answer {
                    let contributions = link.pairings.invited(rows, &self.store.world);
                    link.asks.extend(contributions);
                }
                let waiter = link.waiters.iter().position(is_its).and_then(|at| link.waiters.remove(at));
                let has_asks = !link.asks.is_empty();
                drop(link);
                if has_asks {
                    self.app.wake();
                }
                match waiter {
                    Some(waiter) => drop(waiter.answer.send(answer)),
                    None => self.app.tell(&Told::Touched { touched: Touched { ledger: true, ..Default::default() } }),
                }
            }
        }
    }

    fn note_status(&self, status: Status) {
        if status == Status::Synced {
            self.app.in_touch(&self.store);
            if let Err(error) = self.app.seal_to_recovery_key(&self.store) {
                tracing::warn!(code = ?error.code, "the key could not be sealed to the store's recovery key");
            }
        }
        let asks_for_audit = {
            let mut link = lock(&self.app.0.link);
            link.status = Some(status);
            if status == Status::Synced {
                link.last_success_at = Some(self.store.world.now());
            }
            status == Status::Synced && link.wants_audit
        };
        if asks_for_audit {
            self.app.wake();
        }
        self.app.tell_status(&self.store);
    }

    fn closing(&self, reason: CloseReason) -> Closing {
        let (code, is_final) = match reason {
            CloseReason::Bye(Refusal::Revoked) => (ErrorCode::Revoked, true),
            CloseReason::Bye(Refusal::UnknownDevice | Refusal::OtherStore | Refusal::NotAllowed) => {
                (ErrorCode::DeviceRefused, true)
            }
            CloseReason::Bye(Refusal::Shut) => (ErrorCode::RelayWaits, false),
            CloseReason::Bye(Refusal::Quarantined) => (ErrorCode::DeviceQuarantined, true),
            CloseReason::Bye(Refusal::OtherVersion) | CloseReason::OtherVersion => (ErrorCode::OtherVersion, true),
            CloseReason::Bye(_) => (ErrorCode::RelayUnreachable, false),
            CloseReason::Protocol => (ErrorCode::NotARelay, false),
            CloseReason::Forged => (ErrorCode::NotARelay, true),
            CloseReason::NotSaved => (ErrorCode::NotSaved, false),
        };
        {
            let mut link = lock(&self.app.0.link);
            link.refused = matches!(code, ErrorCode::DeviceRefused | ErrorCode::Revoked | ErrorCode::DeviceQuarantined);
            link.error = Some(code);
            link.status = Some(Status::Offline);
        }
        // What the session would have told after this is not carried out any more.
        self.app.tell_status(&self.store);
        Closing { code, is_final }
    }
}

/// A change of the outbox as it travels; none where its bytes are gone, which an unsent one never lacks.
pub(in crate::app) fn envelope(store: StoreId, row: Outgoing) -> Option<Envelope> {
    Some(Envelope {
        store,
        file: row.change.file,
        kind: row.kind,
        about: row.about,
        change: row.change.bytes?,
        device: row.change.device,
        ledger_head: row.change.ledger_head,
        signature: Signature::from_bytes(row.change.signature),
    })
}

/// Why an effect was not carried out.
enum Halt {
    Close(CloseReason),
    Fault(Fault),
}

impl From<AppError> for Halt {
    fn from(error: AppError) -> Self {
        Self::Fault(match error.code {
            ErrorCode::OtherVersion => Fault::OtherVersion,
            ErrorCode::NotSaved | ErrorCode::DiskFull | ErrorCode::DatabaseDamaged => Fault::NotSaved,
            _ => Fault::Forged,
        })
    }
}
