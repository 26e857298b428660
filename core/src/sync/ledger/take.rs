//! What an entry that was found right changes.

use super::{Act, Aftermath, Enrolled, HandedOver, History, Ledger, Person, Revoked, Said, Verdict};
use crate::{
    ids::{DeviceId, StaffId},
    sync::keys::PublicKey,
};

impl Ledger {
    pub(super) fn take(&mut self, seq: u64, said: &Said) {
        match &said.act {
            Act::StoreOpened(founding) => {
                let roles = founding.roles.clone();
                self.set_person(seq, founding.founder, Person { roles, revoked: None, has_device: true });
                self.enrol(seq, founding.device, founding.founder, founding.key, &founding.device_name);
            }
            Act::StaffAdded { staff, roles } => {
                self.set_person(seq, *staff, Person { roles: roles.clone(), revoked: None, has_device: false });
            }
            Act::RolesSet { staff, roles } => self.alter(seq, *staff, |person| person.roles.clone_from(roles)),
            Act::StaffRevoked { staff, then } => {
                self.alter(seq, *staff, |person| person.revoked = Some(Revoked::after(person.revoked, seq, *then)));
            }
            Act::BookHandedOver { from, to } => {
                self.books.insert(*from, HandedOver { seq, to: *to });
            }
            Act::DeviceEnrolled { device, staff, key, name } => {
                self.alter(seq, *staff, |person| person.has_device = true);
                self.enrol(seq, *device, *staff, *key, name);
            }
            Act::DeviceRevoked { device, then } => {
                if let Some(enrolled) = self.devices.get_mut(device) {
                    let before = enrolled.revoked.at(seq).copied();
                    enrolled.revoked.set(seq, Revoked::after(before, seq, *then));
                }
            }
            Act::FilesAssigned { files, owner } => {
                for file in files {
                    self.files.entry(*file).or_default().set(seq, *owner);
                }
            }
            Act::FilesJoined { one, other } => self.links.set(seq, *one, *other, true),
            Act::FilesSplit { one, other } => self.links.set(seq, *one, *other, false),
            Act::ErasureRequested { file } => {
                // Only what a known device says is taken, so there is somebody behind it.
                if let Some(by) = self.now().staff_of(said.device) {
                    self.erasures.request(seq, said.id, *file, by);
                }
            }
            Act::ErasureDecided { request, verdict } => self.decide(seq, *request, *verdict),
            Act::LateSettled { changes, verdict } => {
                for change in changes {
                    self.settled.entry(*change).or_insert((seq, *verdict));
                }
            }
            Act::RecoveryKeySet { key } => self.recovery_key.set(seq, *key),
        }
    }

    fn decide(&mut self, seq: u64, request: crate::ids::StatementId, verdict: Verdict) {
        let Some(file) = self.erasures.decide(seq, request) else { return };
        match verdict {
            Verdict::Approve => {
                let group = self.links.group(file, seq);
                self.erasures.erase(seq, &group);
            }
            Verdict::Decline => {}
        }
    }

    fn alter(&mut self, seq: u64, staff: StaffId, alter: impl FnOnce(&mut Person)) {
        // Only acts about people on the staff are taken, so there is someone to alter.
        if let Some(mut person) = self.people.get(&staff).and_then(|history| history.at(seq)).cloned() {
            alter(&mut person);
            self.set_person(seq, staff, person);
        }
    }

    fn set_person(&mut self, seq: u64, staff: StaffId, person: Person) {
        self.people.entry(staff).or_default().set(seq, person);
    }

    fn enrol(&mut self, seq: u64, device: DeviceId, staff: StaffId, key: PublicKey, name: &str) {
        self.keys.insert(key);
        self.devices.insert(device, Enrolled { seq, staff, key, name: name.to_owned(), revoked: History::default() });
    }
}

impl Revoked {
    fn after(before: Option<Self>, seq: u64, then: Aftermath) -> Self {
        Self { by: before.map_or(seq, |before| before.by), then }
    }
}
