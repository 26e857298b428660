//! What devices sent that was refused, and the devices that are set aside for it.
//!
//! Invariant: only what no honest device sends counts against one, only a device that proved who it is, and the same input
//! once, however often it is repeated. Ids and counts are kept, nothing of what was sent.

use std::collections::BTreeMap;

use forecourt_core::{
    clock::Instant,
    ids::DeviceId,
    policy::acts::Duty,
    sync::{
        Refusal,
        audit::{AuditNote, AuditWord},
        frame::{Input, Quarantined, RefusedChange, RefusedStatement, ToDevice},
    },
};

use super::{ConnId, Relay, Stop, store::StoreError};

/// Devices set aside, since when. As on the disk.
pub(super) type SetAside = BTreeMap<DeviceId, Instant>;

/// Something that was refused: its hash, or its id, and why.
type Refused = ([u8; 32], Refusal);

impl Relay {
    /// Counts refused changes of the device behind `conn`; the last of too many ends its connection.
    pub(super) fn count_changes(&mut self, conn: ConnId, refused: &[RefusedChange]) -> Result<(), StoreError> {
        let refused: Vec<Refused> = refused.iter().map(|one| (*one.hash.as_bytes(), one.code)).collect();
        self.count_refused(conn, Input::Change, &refused)
    }

    /// The same for statements.
    pub(super) fn count_statements(&mut self, conn: ConnId, refused: &[RefusedStatement]) -> Result<(), StoreError> {
        let input = |one: &RefusedStatement| {
            let mut input = [0; 32];
            input[..16].copy_from_slice(one.id.as_bytes());
            (input, one.code)
        };
        let refused: Vec<Refused> = refused.iter().map(input).collect();
        self.count_refused(conn, Input::Statement, &refused)
    }

    /// The same for a message that cannot be carried out.
    pub(super) fn count_message(&mut self, conn: ConnId, bytes: &[u8], code: Refusal) -> Result<(), Stop> {
        Ok(self.count_refused(conn, Input::Message, &[(digest(bytes), code)])?)
    }

    fn count_refused(&mut self, conn: ConnId, input: Input, refused: &[Refused]) -> Result<(), StoreError> {
        let Some(device) = self.signed_device(conn) else { return Ok(()) };
        let now = self.world.now();
        let mut last = None;
        for (hash, code) in refused {
            self.store.count_refused(device, input, *code, now)?;
            if code.is_offence() {
                self.store.add_offence(device, *hash, *code, now)?;
                last = Some(*code);
            }
        }
        match last.filter(|_| !self.set_aside.contains_key(&device)) {
            Some(code) if self.store.count_offences(device)? >= self.config.offences => self.quarantine(device, code, now),
            _ => Ok(()),
        }
    }

    fn quarantine(&mut self, device: DeviceId, code: Refusal, now: Instant) -> Result<(), StoreError> {
        tracing::warn!(%device, code = code.word(), "a device is set aside: what it sends is damaged or forged");
        let reason = Some(code.word().to_owned());
        self.note(AuditNote { by: Some(device), reason, ..AuditNote::of(AuditWord::Quarantined) })?;
        self.store.set_aside(device, now)?;
        self.set_aside.insert(device, now);
        let is_its = |conn: &super::Conn| conn.signed().is_some_and(|signed| signed.device == device);
        let its: Vec<ConnId> = self.connections.iter().filter(|(_, conn)| is_its(conn)).map(|(id, _)| *id).collect();
        for conn in its {
            self.bye(conn, Refusal::Quarantined);
        }
        Ok(())
    }

    /// Answers an administrator who asks what was refused.
    pub(super) fn ask_refused(&mut self, conn: ConnId) -> Result<(), Stop> {
        let reply = match self.needs(conn, Duty::SeeRefused) {
            Ok(()) => self.refused_list()?,
            Err(reason) => ToDevice::Declined { reason },
        };
        self.send(conn, &reply);
        Ok(())
    }

    /// Lets a device in again; what counted against it is forgotten.
    pub(super) fn release(&mut self, conn: ConnId, device: DeviceId) -> Result<(), Stop> {
        let reply = match self.needs(conn, Duty::SeeRefused) {
            Ok(()) => {
                self.store.release(device)?;
                if self.set_aside.remove(&device).is_some() {
                    let by = self.signed_device(conn);
                    self.note(AuditNote { by, device: Some(device), ..AuditNote::of(AuditWord::Unquarantined) })?;
                }
                self.refused_list()?
            }
            Err(reason) => ToDevice::Declined { reason },
        };
        self.send(conn, &reply);
        Ok(())
    }

    fn refused_list(&self) -> Result<ToDevice, StoreError> {
        let quarantined = self.set_aside.iter().map(|(device, since)| Quarantined { device: *device, since: *since }).collect();
        Ok(ToDevice::RefusedList { rows: self.store.refused()?, quarantined })
    }

    fn signed_device(&self, conn: ConnId) -> Option<DeviceId> {
        self.connections.get(&conn).and_then(super::Conn::signed).map(|signed| signed.device)
    }
}

/// Tells one message from another.
fn digest(bytes: &[u8]) -> [u8; 32] {
    *blake3::hash(bytes).as_bytes()
}
