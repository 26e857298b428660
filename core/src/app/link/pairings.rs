//! The administrator's part of the six digits: for which waiting devices this one has given a nonce, and to what.
//!
//! Invariant: one nonce for a place, given only for a commitment that was seen, and only a few within the life of a code.
//! A relay that would try nonces until the digits on both screens agree gets no second try.

use crate::{
    clock::{Instant, World},
    ids::{DeviceId, SlotId, StoreId},
    sync::{
        frame::{ToRelay, Waiting},
        keys::{Nonce, PublicKey},
        pairing::{CODE_LIFE_MS, Commitment, Pairing, RelayPin},
    },
};

/// Most places that this device takes part in at a time; an administrator who invites more waits for some to end.
const MOST: usize = 16;
/// A place lives as long as its code, and as long again once a device is in it.
const LIFE_MS: i64 = 2 * CODE_LIFE_MS;

/// The places that this device opened or takes part in. Not kept: after a restart a device that waits is invited anew.
#[derive(Debug, Default)]
pub(in crate::app) struct Pairings {
    opened: Vec<(SlotId, Instant)>,
    given: Vec<Given>,
}

#[derive(Debug)]
struct Given {
    slot: SlotId,
    device: DeviceId,
    key: PublicKey,
    commitment: Commitment,
    nonce: Nonce,
    at: Instant,
}

impl Pairings {
    /// This device opened a place: it answers for it by itself.
    pub(in crate::app) fn open(&mut self, slot: SlotId, now: Instant) {
        self.opened.retain(|(_, at)| at.plus_ms(LIFE_MS) > now);
        self.opened.push((slot, now));
    }

    /// What to tell the relay when devices wait in places that this device opened.
    pub(super) fn invited(&mut self, rows: &[Waiting], world: &World) -> Vec<ToRelay> {
        let is_ours = |row: &&Waiting| self.opened.iter().any(|(slot, _)| *slot == row.slot);
        let ours: Vec<&Waiting> = rows.iter().filter(is_ours).collect();
        ours.into_iter().filter_map(|row| self.give(row, world)).collect()
    }

    /// What to tell the relay when a person looks at the devices that wait, wherever they were invited.
    pub(in crate::app) fn looked_at(&mut self, rows: &[Waiting], world: &World) -> Vec<ToRelay> {
        rows.iter().filter_map(|row| self.give(row, world)).collect()
    }

    fn give(&mut self, row: &Waiting, world: &World) -> Option<ToRelay> {
        let now = world.now();
        self.given.retain(|given| given.at.plus_ms(LIFE_MS) > now);
        if row.admin_nonce.is_some() {
            return None;
        }
        if let Some(given) = self.given.iter().find(|given| given.slot == row.slot) {
            // It was lost on the way: the same nonce again, for the same commitment only.
            let nonce = given.nonce;
            return given.is_for(row).then_some(ToRelay::Contribute { slot: row.slot, nonce });
        }
        if self.given.len() >= MOST {
            return None;
        }
        let nonce = Nonce::from_bytes(world.random());
        self.given.push(Given { slot: row.slot, device: row.device, key: row.key, commitment: row.commitment, nonce, at: now });
        Some(ToRelay::Contribute { slot: row.slot, nonce })
    }

    /// The digits of a waiting device; none before its nonce is revealed, and none ever where the relay's row is not what
    /// this device gave its nonce for.
    pub(in crate::app) fn digits(&self, row: &Waiting, store: StoreId, pin: Option<RelayPin>) -> Option<String> {
        let given = self.given.iter().find(|given| given.slot == row.slot)?;
        let device_nonce = row.device_nonce.filter(|nonce| Commitment::to(*nonce, row.device, row.key) == given.commitment)?;
        let Given { slot, device, key, nonce: admin_nonce, .. } = *given;
        let pairing = Pairing { store, slot, device, key, pin, device_nonce, admin_nonce };
        (given.is_for(row) && row.admin_nonce == Some(admin_nonce)).then(|| pairing.digits())
    }
}

impl Given {
    fn is_for(&self, row: &Waiting) -> bool {
        (self.device, self.key, self.commitment) == (row.device, row.key, row.commitment)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        clock::{ManualClock, SeededEntropy},
        ids::StaffId,
        sync::keys::DeviceKey,
    };

    const STORE: StoreId = StoreId::from_bytes([1; 32]);

    fn world() -> World {
        let clock = ManualClock::at(Instant::from_unix_ms(1_000_000_000));
        World::new(std::sync::Arc::new(clock), std::sync::Arc::new(SeededEntropy::new(3)))
    }

    /// A device with this key, waiting in this place, and the nonce it committed to.
    fn waiting(slot: u8, key: u8, nonce: u64) -> (Waiting, Nonce) {
        let (device, key) = (DeviceId::from_bytes([key; 16]), DeviceKey::from_secret(&[key; 32]).public());
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&nonce.to_le_bytes());
        let nonce = Nonce::from_bytes(bytes);
        let row = Waiting {
            slot: SlotId::from_bytes([slot; 16]),
            device,
            key,
            staff: StaffId::from_bytes([9; 16]),
            name: "手机".to_owned(),
            commitment: Commitment::to(nonce, device, key),
            admin_nonce: None,
            device_nonce: None,
        };
        (row, nonce)
    }

    fn given(told: &[ToRelay]) -> Option<Nonce> {
        told.iter().find_map(|frame| match frame {
            ToRelay::Contribute { nonce, .. } => Some(*nonce),
            _ => None,
        })
    }

    #[test]
    fn an_honest_relay_leads_to_the_same_digits_on_both_sides() {
        let (world, mut ours) = (world(), Pairings::default());
        let (row, nonce) = waiting(1, 5, 42);
        assert_eq!(given(&ours.invited(std::slice::from_ref(&row), &world)), None, "nobody here opened that place");
        ours.open(row.slot, world.now());
        let admin_nonce = given(&ours.invited(std::slice::from_ref(&row), &world)).unwrap();
        assert_eq!(ours.digits(&row, STORE, None), None, "nothing is revealed yet");
        let again = given(&ours.invited(std::slice::from_ref(&row), &world));
        assert_eq!(again, Some(admin_nonce), "what was lost on the way is said again, and nothing else");
        let revealed = Waiting { admin_nonce: Some(admin_nonce), device_nonce: Some(nonce), ..row.clone() };
        let theirs = Pairing {
            store: STORE,
            slot: row.slot,
            device: row.device,
            key: row.key,
            pin: None,
            device_nonce: nonce,
            admin_nonce,
        };
        assert_eq!(ours.digits(&revealed, STORE, None), Some(theirs.digits()));
    }

    /// The relay sits between: the device that joins (key 5) talks to it, and it wants its own key (6) let in. It knows the
    /// digits that the device shows and tries to reach the same at the administrator's.
    #[test]
    fn a_relay_that_grinds_gets_one_try_for_a_place() {
        let (world, mut ours) = (world(), Pairings::default());
        let (honest, nonce) = waiting(1, 5, 42);
        ours.open(honest.slot, world.now());
        let shown = |admin_nonce| {
            let Waiting { slot, device, key, .. } = honest;
            Pairing { store: STORE, slot, device, key, pin: None, device_nonce: nonce, admin_nonce }.digits()
        };
        // It answered the device itself, so it knows what the device shows.
        let wanted = shown(Nonce::from_bytes([77; 32]));
        let (forged, own) = waiting(1, 6, 0);
        let admin_nonce = given(&ours.invited(std::slice::from_ref(&forged), &world)).unwrap();
        // Once it knows the administrator's nonce it finds a nonce of its own that would give those digits. (Four of the six
        // are enough here; the other two would take a hundred times as long.)
        let fits = |n: u64| {
            let (row, device_nonce) = waiting(1, 6, n);
            let Waiting { slot, device, key, .. } = row;
            Pairing { store: STORE, slot, device, key, pin: None, device_nonce, admin_nonce }.digits()[..4] == wanted[..4]
        };
        let found = (1..200_000).find(|n| fits(*n)).unwrap();
        let (other, device_nonce) = waiting(1, 6, found);
        // But it has committed to another, and no new commitment for this place is answered or believed.
        assert_eq!(given(&ours.invited(std::slice::from_ref(&other), &world)), None);
        assert_eq!(given(&ours.looked_at(std::slice::from_ref(&other), &world)), None);
        for row in [other, forged.clone()] {
            let row = Waiting { admin_nonce: Some(admin_nonce), device_nonce: Some(device_nonce), ..row };
            assert_eq!(ours.digits(&row, STORE, None), None);
        }
        let committed = Waiting { admin_nonce: Some(admin_nonce), device_nonce: Some(own), ..forged };
        assert_ne!(ours.digits(&committed, STORE, None), Some(wanted), "what it committed to agrees one time in a million");
    }

    #[test]
    fn made_up_places_run_out() {
        let (world, mut ours) = (world(), Pairings::default());
        let answered = (0..200).filter(|n| given(&ours.looked_at(&[waiting(*n, 6, 0).0], &world)).is_some()).count();
        assert_eq!(answered, MOST);
    }

    #[test]
    fn another_relay_gives_other_digits() {
        let (world, mut ours) = (world(), Pairings::default());
        let (row, nonce) = waiting(1, 5, 42);
        let admin_nonce = given(&ours.looked_at(std::slice::from_ref(&row), &world)).unwrap();
        let row = Waiting { admin_nonce: Some(admin_nonce), device_nonce: Some(nonce), ..row };
        let pin = |n| Some(RelayPin::from_bytes([n; 32]));
        assert_ne!(ours.digits(&row, STORE, pin(1)), ours.digits(&row, STORE, pin(2)));
    }
}
