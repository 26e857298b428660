//! Signing in, and who is connected.

use std::collections::{BTreeMap, BTreeSet};

use forecourt_core::{
    clock::Instant,
    ids::{DeviceId, StaffId, StoreId},
    policy::acts::Duty,
    sync::{
        Nonce, Refusal,
        audit::{AuditNote, AuditWord},
        frame::{Auth, DeviceSeen, PROTOCOL, ToDevice},
    },
};

use super::{
    ConnId, Relay, Stop,
    healing::{PRESENT_MS, Presenting},
    store::Gate,
};

/// One connection.
#[derive(Debug)]
pub(super) struct Conn {
    pub(super) since: Instant,
    pub(super) stage: Stage,
}

#[derive(Debug)]
pub(super) enum Stage {
    /// Nothing was said.
    New,
    /// Waits for the answer to its challenge.
    Challenged { device: DeviceId, nonce: Nonce },
    /// Presents the ledger that we lack.
    Presenting(Box<Presenting>),
    /// Known, and waits until a restored relay may serve.
    AtGate { device: DeviceId, nonce: Nonce, auth: Box<Auth> },
    /// Known.
    Signed(Signed),
}

/// A device that proved who it is.
#[derive(Debug)]
pub(super) struct Signed {
    pub(super) device: DeviceId,
    pub(super) staff: StaffId,
    /// Set while the device has everything up to here and gets later changes unasked.
    pub(super) live_from: Option<u64>,
    /// Numbers of what came over this connection: not sent back on it.
    pub(super) pushed: BTreeSet<u64>,
}

/// When devices were seen.
#[derive(Debug, Default)]
pub(super) struct Presence {
    pub(super) seen: BTreeMap<DeviceId, Instant>,
    pub(super) is_changed: bool,
    /// Seen since this was last written down.
    pub(super) unwritten: BTreeSet<DeviceId>,
}

impl Conn {
    pub(super) const fn signed(&self) -> Option<&Signed> {
        match &self.stage {
            Stage::Signed(signed) => Some(signed),
            Stage::New | Stage::Challenged { .. } | Stage::Presenting(_) | Stage::AtGate { .. } => None,
        }
    }

    /// Whether it takes too long to sign in; whoever presents a ledger has time of its own, for all of it.
    pub(super) const fn is_slow(&self, now: Instant, sign_in_ms: i64) -> bool {
        let time = match self.stage {
            Stage::New | Stage::Challenged { .. } => sign_in_ms,
            Stage::Presenting(_) => PRESENT_MS,
            Stage::AtGate { .. } | Stage::Signed(_) => return false,
        };
        now.unix_ms().saturating_sub(self.since.unix_ms()) > time
    }

    pub(super) const fn is_at_gate(&self) -> bool {
        matches!(self.stage, Stage::AtGate { .. })
    }

    /// Who it is or says it is.
    pub(super) const fn device(&self) -> Option<DeviceId> {
        match &self.stage {
            Stage::New | Stage::Presenting(_) => None,
            Stage::Challenged { device, .. } | Stage::AtGate { device, .. } | Stage::Signed(Signed { device, .. }) => {
                Some(*device)
            }
        }
    }

    pub(super) const fn signed_mut(&mut self) -> Option<&mut Signed> {
        match &mut self.stage {
            Stage::Signed(signed) => Some(signed),
            Stage::New | Stage::Challenged { .. } | Stage::Presenting(_) | Stage::AtGate { .. } => None,
        }
    }
}

impl Relay {
    pub(super) fn signed_in(&self) -> impl Iterator<Item = ConnId> + '_ {
        self.connections.iter().filter(|(_, conn)| conn.signed().is_some()).map(|(id, _)| *id)
    }

    pub(super) fn greet(&mut self, conn: ConnId, protocols: &[u16], store: StoreId, device: DeviceId) -> Result<(), Stop> {
        if !protocols.contains(&PROTOCOL) {
            return Err(Stop::Bye(Refusal::OtherVersion));
        }
        match self.ledger.store() {
            None => return Err(Stop::Bye(Refusal::NoStore)),
            Some(ours) if ours != store => return Err(Stop::Bye(Refusal::OtherStore)),
            Some(_) => {}
        }
        let nonce = Nonce::from_bytes(self.world.random());
        if let Some(conn) = self.connections.get_mut(&conn) {
            conn.stage = Stage::Challenged { device, nonce };
        }
        let incarnation = self.life.incarnation;
        self.send(conn, &ToDevice::Challenge { protocol: PROTOCOL, incarnation, nonce, seal_key: self.seal.public() });
        Ok(())
    }

    pub(super) fn sign_in(&mut self, conn: ConnId, device: DeviceId, nonce: Nonce, auth: &Auth) -> Result<(), Stop> {
        if self.common_len(auth) < auth.ledger_len {
            return self.want_ledger(conn, device, nonce, auth);
        }
        self.let_in(conn, device, nonce, auth)
    }

    /// Lets a device in whose ledger holds nothing that ours could still take.
    pub(super) fn let_in(&mut self, conn: ConnId, device: DeviceId, nonce: Nonce, auth: &Auth) -> Result<(), Stop> {
        let view = self.ledger.now();
        let is_shut = self.gate == Gate::Shut;
        let key = view.key_of(device).ok_or(Stop::Bye(if is_shut { Refusal::Shut } else { Refusal::UnknownDevice }))?;
        self.prove(&key, device, nonce, auth)?;
        let common = self.common_len(auth);
        let is_wiped = view.wipes(device);
        let Some(staff) = view.active_staff_of(device) else {
            self.catch_up(conn, common)?;
            if is_wiped {
                self.note_later(AuditNote { by: Some(device), ..AuditNote::of(AuditWord::Wiped) });
            }
            return Err(Stop::Bye(Refusal::Revoked));
        };
        if self.set_aside.contains_key(&device) {
            // What was erased or taken away holds for it too.
            if !is_shut {
                self.catch_up(conn, common)?;
            }
            return Err(Stop::Bye(Refusal::Quarantined));
        }
        if !self.pass_gate(conn, device, nonce, auth)? {
            return Ok(());
        }
        self.replace(device);
        if let Some(conn) = self.connections.get_mut(&conn) {
            conn.stage = Stage::Signed(Signed { device, staff, live_from: None, pushed: BTreeSet::new() });
        }
        // A device that never got a page gets everything anyway.
        let granted_len = auth.granted_len.min(common);
        let has_grants = (auth.bootstrapped || auth.granted_len > 0) && !self.granted_files(staff, granted_len).is_empty();
        let (head, ledger_len, now, shared) = (self.head, self.ledger.len(), self.world.now(), self.shared_with(auth));
        self.send(conn, &ToDevice::Welcome { head, ledger_len, has_grants, now, shared });
        self.catch_up(conn, common)?;
        self.note_seen(device);
        self.note_later(AuditNote { by: Some(device), ..AuditNote::of(AuditWord::SignedIn) });
        tracing::info!(%device, "a device signed in");
        metrics::counter!("forecourt_sign_ins_total").increment(1);
        self.let_in_waiting()
    }

    /// Ends every connection kindly. A commit follows.
    pub fn say_goodbye(&mut self) {
        self.note_all();
        let all: Vec<ConnId> = self.connections.keys().copied().collect();
        for conn in all {
            self.bye(conn, Refusal::Stopping);
        }
    }

    /// A device that connects again has lost its older connection.
    fn replace(&mut self, device: DeviceId) {
        let older = self.connections.iter().find(|(_, conn)| conn.signed().is_some_and(|signed| signed.device == device));
        if let Some(older) = older.map(|(id, _)| *id) {
            self.bye(older, Refusal::Replaced);
        }
    }

    /// In memory only: whoever signs in must be let in while the disk is full, to read and to be told.
    pub(super) fn note_seen(&mut self, device: DeviceId) {
        self.presence.seen.insert(device, self.world.now());
        self.presence.is_changed = true;
        self.presence.unwritten.insert(device);
    }

    /// Writes down when devices were seen. A disk that refuses is no reason to end anybody's connection: nothing rests on
    /// these rows, and they are tried again.
    pub(super) fn keep_seen(&mut self) {
        // Not into a transaction that holds somebody's changes: it would fail with it.
        if self.presence.unwritten.is_empty() || self.store.is_writing() {
            return;
        }
        let written = self.presence.unwritten.iter().filter_map(|device| Some((*device, *self.presence.seen.get(device)?)));
        match self.store.keep_seen(written) {
            Ok(()) => self.presence.unwritten.clear(),
            Err(error) => tracing::warn!(%error, "when devices were seen could not be written down"),
        }
    }

    pub(super) fn devices(&mut self, conn: ConnId) {
        let reply = match self.needs(conn, Duty::WatchDevices) {
            Ok(()) => self.device_rows(),
            Err(reason) => ToDevice::Declined { reason },
        };
        self.send(conn, &reply);
    }

    fn device_rows(&self) -> ToDevice {
        let connected: BTreeSet<DeviceId> =
            self.connections.values().filter_map(|conn| conn.signed()).map(|signed| signed.device).collect();
        let row = |device: DeviceId| DeviceSeen {
            device,
            connected: connected.contains(&device),
            last_seen_at: self.presence.seen.get(&device).copied(),
        };
        ToDevice::Devices { rows: self.ledger.now().devices().map(row).collect() }
    }

    /// Tells managers who came and went; called now and then, so that a crowd does not flood them.
    pub(super) fn tell_presence(&mut self) {
        if !std::mem::take(&mut self.presence.is_changed) {
            return;
        }
        let to: Vec<ConnId> = self.signed_in().filter(|conn| self.needs(*conn, Duty::WatchDevices).is_ok()).collect();
        if to.is_empty() {
            return;
        }
        let rows = self.device_rows();
        for conn in to {
            self.send(conn, &rows);
        }
    }
}
