//! Opening the store, and places for new devices: one code, one use, ten minutes, five tries.

use forecourt_core::{
    clock::Instant,
    ids::{SlotId, StaffId},
    policy::{AccountState, Role},
    sync::{
        Nonce, Refusal,
        frame::{ToDevice, Waiting},
        http::{Join, JoinState, JoinStatus, Joined, Open, Opened},
        ledger::{LedgerError, NAME_LIMIT},
        pairing::{CODE_LIFE_MS, CODE_TRIES, Code, StatusQuestion},
    },
};
use subtle::ConstantTimeEq as _;

use super::{
    ConnId, Relay, Stop, people,
    store::{Slot, Taken},
};

/// Ended slots are kept this long, to tell an expired code from a wrong one.
const REMEMBERED_MS: i64 = 24 * 3600 * 1000;
const ADMINISTRATOR: &[Role] = &[Role::Administrator];

/// The first administrator's code, until the store is opened. Not kept: a restart gives a new one.
#[derive(Debug)]
pub(super) struct FirstCode {
    pub(super) code: Code,
    pub(super) tries: u32,
}

impl Relay {
    /// The code that opens a store here; none once one is open.
    #[must_use]
    pub fn first_code(&self) -> Option<Code> {
        self.first_code.as_ref().filter(|_| self.ledger.is_empty()).map(|first| first.code.clone())
    }

    /// Opens the store. Reply only after the commit.
    pub fn open_store(&mut self, open: &Open) -> Result<Opened, Refusal> {
        let incarnation = self.incarnation;
        if let Some(store) = self.ledger.store() {
            // The same entry again: the first answer was lost.
            let is_again = self.ledger.head_at(1) == Some(open.entry.hash());
            return if is_again { Ok(Opened { store, incarnation }) } else { Err(Refusal::StoreExists) };
        }
        let first = self.first_code.as_mut().ok_or(Refusal::CodeExpired)?;
        if first.tries >= CODE_TRIES {
            return Err(Refusal::CodeExpired);
        }
        if !is_same(&first.code.digest(), &open.code.digest()) {
            first.tries += 1;
            return Err(Refusal::WrongCode);
        }
        self.ledger.check(&open.entry.statement).map_err(people::refusal)?;
        if open.entry.seq != 0 || open.entry.prev != self.ledger.head() {
            return Err(people::refusal(LedgerError::BrokenChain));
        }
        self.take_entry(&open.entry).map_err(|error| self.break_off(error))?;
        let store = self.ledger.store().ok_or(Refusal::NotStored)?;
        Ok(Opened { store, incarnation })
    }

    /// Opens a place for one more device.
    pub(super) fn open_slot(&mut self, conn: ConnId, staff: StaffId) -> Result<(), Stop> {
        if let Err(reason) = self.needs(conn, ADMINISTRATOR) {
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
        let code = self.fresh_code(now)?;
        let slot: SlotId = self.world.mint();
        let expires_at = now.plus_ms(CODE_LIFE_MS);
        self.store.put_slot(&Slot {
            slot,
            staff,
            locator: code.locator().to_vec(),
            code: code.digest(),
            expires_at,
            tries: 0,
            is_refused: false,
            taken: None,
        })?;
        self.send(conn, &ToDevice::SlotOpened { slot, staff, code, expires_at });
        Ok(())
    }

    /// A code whose locator no remembered slot has.
    fn fresh_code(&self, now: Instant) -> Result<Code, Stop> {
        let slots = self.store.slots(now.plus_ms(-REMEMBERED_MS))?;
        for _ in 0..64 {
            let code = Code::from_random(&self.world.random());
            if slots.iter().all(|slot| slot.locator != code.locator()) {
                return Ok(code);
            }
        }
        // Thousands of invitations in one day: nobody does that.
        Err(Stop::Bye(Refusal::Busy))
    }

    /// Gives a device the place its code opens. Reply only after the commit.
    pub fn join(&mut self, join: &Join) -> Result<Joined, Refusal> {
        let store = self.ledger.store().ok_or(Refusal::NoStore)?;
        if join.name.chars().count() > NAME_LIMIT || !join.key.is_sound() {
            return Err(Refusal::Malformed);
        }
        let now = self.world.now();
        let slots = self.store.slots(now.plus_ms(-REMEMBERED_MS)).map_err(|error| self.break_off(error))?;
        let mut slot = slots.into_iter().find(|slot| slot.locator == join.code.locator()).ok_or(Refusal::WrongCode)?;
        if slot.tries >= CODE_TRIES || slot.is_refused {
            return Err(Refusal::CodeExpired);
        }
        if !is_same(&slot.code, &join.code.digest()) {
            slot.tries += 1;
            self.put_slot(&slot)?;
            return Err(Refusal::WrongCode);
        }
        if let Some(taken) = &slot.taken {
            // The same device again: the first answer was lost.
            let is_again = taken.device == join.device && taken.key == join.key;
            let joined = Joined { slot: slot.slot, store, relay_nonce: taken.relay_nonce };
            return if is_again { Ok(joined) } else { Err(Refusal::CodeUsed) };
        }
        if slot.expires_at <= now {
            return Err(Refusal::CodeExpired);
        }
        let relay_nonce = Nonce::from_bytes(self.world.random());
        slot.taken = Some(Taken { device: join.device, key: join.key, name: join.name.clone(), relay_nonce });
        slot.expires_at = now.plus_ms(CODE_LIFE_MS);
        self.put_slot(&slot)?;
        self.tell_pending();
        Ok(Joined { slot: slot.slot, store, relay_nonce })
    }

    /// How a waiting device stands.
    pub fn join_status(&mut self, status: &JoinStatus) -> Result<JoinState, Refusal> {
        let now = self.world.now();
        let slot = self.slot(status.slot)?.ok_or(Refusal::UnknownDevice)?;
        let taken = slot.taken.as_ref().filter(|taken| taken.device == status.device).ok_or(Refusal::UnknownDevice)?;
        let question = StatusQuestion { slot: status.slot, device: status.device };
        if !question.is_signed(&taken.key, &status.signature) {
            return Err(Refusal::BadSignature);
        }
        if self.ledger.now().key_of(taken.device) == Some(taken.key) {
            return Ok(JoinState::Admitted);
        }
        Ok(match (slot.is_refused, slot.expires_at <= now) {
            (true, _) => JoinState::Refused,
            (false, true) => JoinState::Expired,
            (false, false) => JoinState::Pending,
        })
    }

    /// Answers who waits.
    pub(super) fn ask_pending(&mut self, conn: ConnId) -> Result<(), Stop> {
        let reply = match self.needs(conn, ADMINISTRATOR) {
            Ok(()) => self.pending().map_err(Stop::Bye)?,
            Err(reason) => ToDevice::Declined { reason },
        };
        self.send(conn, &reply);
        Ok(())
    }

    /// Turns a device away or takes an invitation back. One that was let in stands in the ledger already.
    pub(super) fn close_slot(&mut self, conn: ConnId, slot: SlotId, admitted: bool) -> Result<(), Stop> {
        if let Err(reason) = self.needs(conn, ADMINISTRATOR) {
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
            let Taken { device, key, name, relay_nonce } = slot.taken?;
            let waits = view.key_of(device).is_none();
            waits.then_some(Waiting { slot: slot.slot, device, key, staff: slot.staff, name, relay_nonce })
        });
        Ok(ToDevice::Pending { rows: rows.collect() })
    }

    fn tell_pending(&mut self) {
        let to: Vec<ConnId> = self.signed_in().filter(|conn| self.needs(*conn, ADMINISTRATOR).is_ok()).collect();
        if to.is_empty() {
            return;
        }
        let Ok(pending) = self.pending() else { return };
        for conn in to {
            self.send(conn, &pending);
        }
    }
}

fn is_same(one: &[u8; 32], other: &[u8; 32]) -> bool {
    one.ct_eq(other).into()
}
