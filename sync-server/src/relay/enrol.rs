//! Opening the store, and places for new devices: one code, one use, ten minutes, five tries.

use forecourt_core::{
    ids::{SlotId, StaffId},
    policy::{AccountState, acts::Duty},
    sync::{
        Nonce, Refusal,
        frame::{ToDevice, Waiting},
        http::{Join, JoinState, JoinStatus, Joined, Open, Opened},
        ledger::{LedgerError, NAME_LIMIT},
        pairing::{CODE_LIFE_MS, CODE_TRIES, Code, CodeKey, Commitment, Locator, RelayPin, StatusQuestion},
    },
};

use super::{
    ConnId, Relay, Stop, people,
    store::{Gate, Slot, StoreError, Taken},
};

/// Ended slots are kept this long, to tell an expired code from a wrong one.
const REMEMBERED_MS: i64 = 24 * 3600 * 1000;

/// The first administrator's code, until the store is opened. Not kept: a restart gives a new one.
#[derive(Debug)]
pub(super) struct FirstCode {
    code: Code,
    /// Stretched at the first try, so that a start does not wait for it.
    pub(super) key: Option<CodeKey>,
    tries: u32,
}

impl FirstCode {
    pub(super) const fn new(code: Code) -> Self {
        Self { code, key: None, tries: 0 }
    }

    fn key(&mut self) -> Result<CodeKey, Refusal> {
        match &self.key {
            Some(key) => Ok(key.clone()),
            None => Ok(self.key.insert(CodeKey::of(&self.code).map_err(|_| Refusal::Busy)?).clone()),
        }
    }
}

impl Relay {
    /// The code that opens a store here; none once one is open.
    #[must_use]
    pub fn first_code(&self) -> Option<Code> {
        self.first_code.as_ref().filter(|_| self.ledger.is_empty()).map(|first| first.code.clone())
    }

    /// The pin of the certificate under which devices see this relay; it goes into the proofs of codes.
    pub fn show_pin(&mut self, pin: Option<RelayPin>) {
        self.pin = pin;
    }

    /// The key under which this relay's own certificate is made; `fresh` is kept where there is none yet.
    pub fn tls_key(&mut self, fresh: &[u8]) -> Result<Vec<u8>, StoreError> {
        let key = self.store.tls_key(fresh)?;
        self.store.commit()?;
        Ok(key)
    }

    /// Opens the store. Reply only after the commit.
    pub fn open_store(&mut self, open: &Open) -> Result<Opened, Refusal> {
        let (incarnation, pin, entry) = (self.life.incarnation, self.pin, open.entry.hash());
        if let Some(store) = self.ledger.store() {
            // The same entry again: the first answer was lost.
            let is_again = self.ledger.head_at(1) == Some(entry);
            let key = self.store.first_code_key().map_err(|error| self.break_off(error))?;
            let key = key.filter(|key| is_again && open.is_proved(key, pin)).ok_or(Refusal::StoreExists)?;
            return Ok(Opened::new(&key, pin, store, incarnation, entry));
        }
        let first = self.first_code.as_mut().ok_or(Refusal::CodeExpired)?;
        if first.tries >= CODE_TRIES {
            return Err(Refusal::CodeExpired);
        }
        let key = first.key()?;
        if !open.is_proved(&key, pin) {
            first.tries += 1;
            return Err(Refusal::WrongCode);
        }
        self.ledger.check(&open.entry.statement).map_err(people::refusal)?;
        if open.entry.seq != 0 || open.entry.prev != self.ledger.head() {
            return Err(people::refusal(LedgerError::BrokenChain));
        }
        self.take_entry(&open.entry).map_err(|error| self.break_off(error))?;
        self.store.keep_first_code_key(&key).map_err(|error| self.break_off(error))?;
        let store = self.ledger.store().ok_or(Refusal::NotStored)?;
        Ok(Opened::new(&key, pin, store, incarnation, entry))
    }

    /// Opens a place for one more device.
    pub(super) fn open_slot(&mut self, conn: ConnId, staff: StaffId, locator: Locator, code_key: CodeKey) -> Result<(), Stop> {
        if let Err(reason) = self.needs(conn, Duty::ManageStaff) {
            self.send(conn, &ToDevice::Declined { reason });
            return Ok(());
        }
        let account = self.ledger.now().account_of(staff);
        if !matches!(account, Some(AccountState::Invited | AccountState::Pending | AccountState::Active)) {
            self.send(conn, &ToDevice::Declined { reason: Refusal::BadStatement });
            return Ok(());
        }
        let now = self.world.now();
        self.store.forget_slots(now.plus_ms(-REMEMBERED_MS))?;
        let remembered = self.store.slots(now.plus_ms(-REMEMBERED_MS))?;
        if remembered.iter().any(|slot| slot.locator == locator) {
            self.send(conn, &ToDevice::Declined { reason: Refusal::CodeUsed });
            return Ok(());
        }
        let slot: SlotId = self.world.mint();
        let expires_at = now.plus_ms(CODE_LIFE_MS);
        self.store.put_slot(&Slot { slot, staff, locator, code_key, expires_at, tries: 0, is_refused: false, taken: None })?;
        self.send(conn, &ToDevice::SlotOpened { slot, staff, expires_at });
        Ok(())
    }

    /// Gives a device the place its code opens. Reply only after the commit.
    pub fn join(&mut self, join: &Join) -> Result<Joined, Refusal> {
        let store = self.ledger.store().ok_or(Refusal::NoStore)?;
        if self.gate == Gate::Shut {
            return Err(Refusal::Shut);
        }
        let asking = &join.asking;
        if asking.name.chars().count() > NAME_LIMIT || !asking.key.is_sound() {
            return Err(Refusal::Malformed);
        }
        let (now, pin) = (self.world.now(), self.pin);
        let slots = self.store.slots(now.plus_ms(-REMEMBERED_MS)).map_err(|error| self.break_off(error))?;
        let mut slot = slots.into_iter().find(|slot| slot.locator == asking.locator).ok_or(Refusal::WrongCode)?;
        if slot.tries >= CODE_TRIES || slot.is_refused {
            return Err(Refusal::CodeExpired);
        }
        if !join.is_proved(&slot.code_key, pin) {
            slot.tries += 1;
            self.put_slot(&slot)?;
            return Err(Refusal::WrongCode);
        }
        let joined = Joined::new(&slot.code_key, pin, slot.slot, store, asking);
        if let Some(taken) = &slot.taken {
            // The same device again: the first answer was lost.
            let is_again = taken.device == asking.device && taken.key == asking.key && taken.commitment == asking.commitment;
            return if is_again { Ok(joined) } else { Err(Refusal::CodeUsed) };
        }
        if slot.expires_at <= now {
            return Err(Refusal::CodeExpired);
        }
        slot.taken = Some(Taken {
            device: asking.device,
            key: asking.key,
            name: asking.name.clone(),
            commitment: asking.commitment,
            admin_nonce: None,
            device_nonce: None,
        });
        slot.expires_at = now.plus_ms(CODE_LIFE_MS);
        self.put_slot(&slot)?;
        self.tell_pending();
        Ok(joined)
    }

    /// Takes an administrator's nonce for a waiting device; the first one stands.
    pub(super) fn contribute(&mut self, conn: ConnId, slot: SlotId, nonce: Nonce) -> Result<(), Stop> {
        if self.needs(conn, Duty::ManageStaff).is_err() {
            return Ok(());
        }
        let Some(mut slot) = self.slot(slot).map_err(Stop::Bye)? else { return Ok(()) };
        if let Some(taken) = slot.taken.as_mut().filter(|taken| taken.admin_nonce.is_none()) {
            taken.admin_nonce = Some(nonce);
            self.store.put_slot(&slot)?;
        }
        Ok(())
    }

    /// How a waiting device stands.
    pub fn join_status(&mut self, status: &JoinStatus) -> Result<JoinState, Refusal> {
        let now = self.world.now();
        let mut slot = self.slot(status.slot)?.ok_or(Refusal::UnknownDevice)?;
        let taken = slot.taken.as_mut().filter(|taken| taken.device == status.device).ok_or(Refusal::UnknownDevice)?;
        let question = StatusQuestion { slot: status.slot, device: status.device };
        if !question.is_signed(&taken.key, &status.signature) {
            return Err(Refusal::BadSignature);
        }
        if self.ledger.now().key_of(taken.device) == Some(taken.key) {
            return Ok(JoinState::Admitted);
        }
        let admin_nonce = taken.admin_nonce;
        let revealed = status.reveal.filter(|_| admin_nonce.is_some() && taken.device_nonce.is_none());
        if let Some(nonce) = revealed {
            if Commitment::to(nonce, taken.device, taken.key) != taken.commitment {
                return Err(Refusal::Malformed);
            }
            taken.device_nonce = Some(nonce);
            self.put_slot(&slot)?;
            self.tell_pending();
        }
        Ok(match (slot.is_refused, slot.expires_at <= now) {
            (true, _) => JoinState::Refused,
            (false, true) => JoinState::Expired,
            (false, false) => JoinState::Pending { admin_nonce },
        })
    }

    /// Answers who waits.
    pub(super) fn ask_pending(&mut self, conn: ConnId) -> Result<(), Stop> {
        let reply = match self.needs(conn, Duty::ManageStaff) {
            Ok(()) => self.pending().map_err(Stop::Bye)?,
            Err(reason) => ToDevice::Declined { reason },
        };
        self.send(conn, &reply);
        Ok(())
    }

    /// Turns a device away or takes an invitation back. One that was let in stands in the ledger already.
    pub(super) fn close_slot(&mut self, conn: ConnId, slot: SlotId, admitted: bool) -> Result<(), Stop> {
        if let Err(reason) = self.needs(conn, Duty::ManageStaff) {
            self.send(conn, &ToDevice::Declined { reason });
            return Ok(());
        }
        let Some(mut slot) = self.slot(slot).map_err(Stop::Bye)? else {
            self.send(conn, &ToDevice::Declined { reason: Refusal::CodeExpired });
            return Ok(());
        };
        if !admitted {
            slot.is_refused = true;
            self.store.put_slot(&slot)?;
        }
        self.tell_pending();
        Ok(())
    }

    fn slot(&mut self, slot: SlotId) -> Result<Option<Slot>, Refusal> {
        let since = self.world.now().plus_ms(-REMEMBERED_MS);
        let slots = self.store.slots(since).map_err(|error| self.break_off(error))?;
        Ok(slots.into_iter().find(|known| known.slot == slot))
    }

    fn put_slot(&mut self, slot: &Slot) -> Result<(), Refusal> {
        self.store.put_slot(slot).map_err(|error| self.break_off(error))
    }

    fn pending(&mut self) -> Result<ToDevice, Refusal> {
        let now = self.world.now();
        let slots = self.store.slots(now).map_err(|error| self.break_off(error))?;
        let view = self.ledger.now();
        let rows = slots.into_iter().filter(|slot| !slot.is_refused).filter_map(|slot| {
            let Taken { device, key, name, commitment, admin_nonce, device_nonce } = slot.taken?;
            let row = Waiting { slot: slot.slot, device, key, staff: slot.staff, name, commitment, admin_nonce, device_nonce };
            view.key_of(device).is_none().then_some(row)
        });
        Ok(ToDevice::Pending { rows: rows.collect() })
    }

    fn tell_pending(&mut self) {
        let to: Vec<ConnId> = self.signed_in().filter(|conn| self.needs(*conn, Duty::ManageStaff).is_ok()).collect();
        if to.is_empty() {
            return;
        }
        let Ok(pending) = self.pending() else { return };
        for conn in to {
            self.send(conn, &pending);
        }
    }
}
