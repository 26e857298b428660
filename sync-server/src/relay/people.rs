//! The ledger's order: statements proposed, judged, appended, told to everyone before any change that names them.

use forecourt_core::{
    ids::{DeviceId, FileId, StaffId, StatementId},
    policy::acts::{LedgerAct, Say},
    sync::{
        Refusal,
        audit::{self, AuditNote, AuditWord},
        frame::{PROPOSE_COUNT, RefusedStatement, ToDevice},
        ledger::{Act, Entry, LedgerError, Said, Statement},
    },
};

use super::{ConnId, Relay, Stop, serve::Granting, store::StoreError};

/// Entries per message when a device catches up.
const ENTRIES_COUNT: u64 = 128;

impl Relay {
    /// Takes statements and answers.
    pub(super) fn propose(&mut self, conn: ConnId, statements: Vec<Statement>) -> Result<(), Stop> {
        if statements.len() > PROPOSE_COUNT {
            return Err(Stop::Bye(Refusal::Malformed));
        }
        let mut accepted: Vec<StatementId> = Vec::new();
        let mut refused = Vec::new();
        for statement in statements {
            let Ok(id) = statement.id() else { return Err(Stop::Bye(Refusal::Malformed)) };
            match self.order(statement) {
                Ok(entry) => {
                    self.take_entry(&entry)?;
                    accepted.push(id);
                }
                Err(LedgerError::Known) => accepted.push(id),
                Err(error) => refused.push(RefusedStatement { id, code: refusal(error) }),
            }
        }
        self.send(conn, &ToDevice::Proposed { accepted, refused: refused.clone() });
        self.count_statements(conn, &refused)?;
        Ok(())
    }

    pub(super) fn order(&self, statement: Statement) -> Result<Entry, LedgerError> {
        let said = self.ledger.check(&statement)?;
        self.check_own(&said)?;
        self.ledger.order(statement)
    }

    /// What the ledger alone cannot judge: who began a file that was never assigned.
    fn check_own(&self, said: &Said) -> Result<(), LedgerError> {
        let Act::FilesAssigned { files, .. } = &said.act else { return Ok(()) };
        let view = self.ledger.now();
        let author = view.staff_of(said.device).ok_or(LedgerError::UnknownDevice)?;
        let may_any = LedgerAct::FilesAssigned.may(view.roles_of(author)) == Say::Any;
        if may_any || files.iter().all(|file| self.is_own(author, *file)) { Ok(()) } else { Err(LedgerError::NotAllowed) }
    }

    fn is_own(&self, staff: StaffId, file: FileId) -> bool {
        self.files.get(file).is_some() && self.files.owner(self.ledger.now(), file, None) == Some(staff)
    }

    /// Appends an entry and tells everyone, and those it grants files to.
    pub(super) fn take_entry(&mut self, entry: &Entry) -> Result<(), StoreError> {
        let said = self.ledger.append(entry).map_err(|_| StoreError::Damaged { what: "ordered entry" })?;
        self.granting.push(Granting::from(&said.act));
        self.store.add_entry(entry)?;
        self.note(audit::note_of(&said))?;
        let told = ToDevice::LedgerEntries { entries: vec![entry.clone()] };
        let connected: Vec<ConnId> = self.signed_in().collect();
        for conn in connected {
            self.send(conn, &told);
        }
        self.carry_out_erasure(&said.act)?;
        self.settle_late(&said.act)?;
        self.end_revoked();
        // Only now: whoever was revoked is not told the new key.
        self.turn_sieve(&said.act)?;
        self.tell_grants();
        self.presence.is_changed = true;
        Ok(())
    }

    /// Ends the connections of devices that the ledger no longer lets in.
    fn end_revoked(&mut self) {
        let view = self.ledger.now();
        let revoked: Vec<(ConnId, DeviceId, bool)> = self
            .connections
            .iter()
            .filter_map(|(id, conn)| Some((*id, conn.signed()?.device)))
            .filter(|(_, device)| view.is_revoked(*device))
            .map(|(id, device)| (id, device, view.wipes(device)))
            .collect();
        for (conn, device, is_wiped) in revoked {
            if is_wiped {
                self.note_later(AuditNote { by: Some(device), ..AuditNote::of(AuditWord::Wiped) });
            }
            self.bye(conn, Refusal::Revoked);
        }
    }

    /// Sends the entries that a device lacks.
    pub(super) fn catch_up(&mut self, conn: ConnId, mut len: u64) -> Result<(), StoreError> {
        while len < self.ledger.len() {
            let entries = self.store.entries_from(len, ENTRIES_COUNT)?;
            if entries.is_empty() {
                return Err(StoreError::Damaged { what: "ledger" });
            }
            len += entries.len() as u64;
            self.send(conn, &ToDevice::LedgerEntries { entries });
        }
        Ok(())
    }
}

/// The word that travels for a broken rule of the ledger.
pub(super) const fn refusal(error: LedgerError) -> Refusal {
    match error {
        LedgerError::Malformed => Refusal::Malformed,
        LedgerError::OtherVersion => Refusal::OtherVersion,
        LedgerError::BadSignature => Refusal::BadSignature,
        LedgerError::UnknownDevice => Refusal::UnknownDevice,
        LedgerError::Revoked => Refusal::Revoked,
        LedgerError::NotAllowed => Refusal::NotAllowed,
        LedgerError::OtherStore => Refusal::OtherStore,
        LedgerError::UnknownHead => Refusal::UnknownLedgerHead,
        LedgerError::BrokenChain | LedgerError::Known | LedgerError::Impossible | LedgerError::NoAdministratorLeft => {
            Refusal::BadStatement
        }
    }
}
