//! A device without an app, for what no screen does yet: it opens files of any kind and writes into them.

use automerge::{
    ActorId, Author, Automerge, AutomergeError, ROOT, ReadDoc as _,
    transaction::{CommitOptions, Transactable as _},
};
use forecourt_core::{
    guard::genesis,
    ids::{DeviceId, FileId, StatementId, StoreId},
    policy::FileKind,
    sync::{
        DeviceKey, Envelope, Ledger, Nonce, Place,
        frame::{Auth, Challenged, PROTOCOL, RefusedChange, ToDevice, ToRelay},
        http::{Asking, Join, JoinState, JoinStatus},
        ledger::{Act, Said, Statement},
        pairing::{Code, CodeKey, Commitment, StatusQuestion},
    },
};
use forecourt_relay::relay::{ConnId, Outgoing, Relay};
use serde_json::json;

use super::{Device, Hall};

/// A device that a test plays by hand.
pub struct Hand {
    store: StoreId,
    device: DeviceId,
    key: DeviceKey,
    changes: u8,
}

/// One visit of a hand at the relay.
struct Visit<'a> {
    relay: &'a mut Relay,
    conn: ConnId,
    /// What the relay said to others meanwhile.
    others: Vec<Outgoing>,
    ledger: Ledger,
}

impl Hand {
    /// The store it belongs to.
    #[must_use]
    pub const fn store(&self) -> StoreId {
        self.store
    }
}

impl Hall {
    /// Lets in a device of this person that a test plays by hand; `seed` tells it from others.
    pub fn enrol_hand(&self, manager: &mut Device, staff: &str, seed: u8) -> Hand {
        let invited = self.asked(manager, "invite_device", json!({ "staff": staff }));
        let code: Code = invited["code"].as_str().unwrap().parse().unwrap();
        let (device, key, nonce) =
            (DeviceId::from_bytes([seed; 16]), DeviceKey::from_secret(&[seed; 32]), Nonce::from_bytes([seed; 32]));
        let commitment = Commitment::to(nonce, device, key.public());
        let asking = Asking { locator: code.locator(), device, key: key.public(), name: "hand".to_owned(), commitment };
        let joined = self.at_relay(|relay| relay.join(&Join::new(&CodeKey::of(&code).unwrap(), None, asking)).unwrap());
        let question = StatusQuestion { slot: joined.slot, device };
        let status = |reveal| JoinStatus { slot: joined.slot, device, signature: question.sign(&key), reveal };
        self.asked(manager, "pending_devices", json!({}));
        self.carry(&mut [manager]);
        self.at_relay(|relay| relay.join_status(&status(None)).unwrap());
        self.at_relay(|relay| relay.join_status(&status(Some(nonce))).unwrap());
        self.asked(manager, "pending_devices", json!({}));
        self.asked(manager, "confirm_device", json!({ "slot": joined.slot, "admit": true }));
        let state = self.at_relay(|relay| relay.join_status(&status(Some(nonce))).unwrap());
        assert_eq!(state, JoinState::Admitted);
        self.carry(&mut [manager]);
        Hand { store: joined.store, device, key, changes: 0 }
    }

    fn at_relay<T>(&self, ask: impl FnOnce(&mut Relay) -> T) -> T {
        let mut guard = self.relay();
        let relay = guard.as_mut().unwrap();
        let answer = ask(relay);
        relay.commit().unwrap();
        answer
    }

    fn visit<T>(&self, hand: &Hand, work: impl FnOnce(&mut Visit<'_>) -> T) -> T {
        let mut guard = self.relay();
        let relay = guard.as_mut().unwrap();
        let conn = relay.connect();
        let mut visit = Visit { relay, conn, others: Vec::new(), ledger: Ledger::default() };
        visit.sign_in(hand);
        let answer = work(&mut visit);
        let Visit { relay, others, .. } = visit;
        relay.disconnect(conn);
        self.unheard.lock().unwrap().extend(others);
        answer
    }

    /// Writes fields into a file, a new one if the relay has none, and answers what the relay refused.
    pub fn write_as(
        &self,
        hand: &mut Hand,
        place: (FileId, FileKind, Option<FileId>),
        fields: &[(&str, &str)],
    ) -> Vec<RefusedChange> {
        self.write_into(hand, place, "file", fields)
    }

    /// The same, into another container than that of the plain fields.
    pub fn write_into(
        &self,
        hand: &mut Hand,
        (file, kind, about): (FileId, FileKind, Option<FileId>),
        container: &str,
        fields: &[(&str, &str)],
    ) -> Vec<RefusedChange> {
        hand.changes += 1;
        let mut actor = *hand.device.as_bytes();
        actor[0] = hand.changes;
        let author = Author::from(hand.device.as_bytes().to_vec());
        // Each change stands on the genesis alone, as of a device that never saw what others wrote.
        let mut document: Automerge =
            genesis::document(kind, file).with_author(Some(author)).with_actor(ActorId::from(&actor[..]));
        let before = document.get_heads();
        document
            .transact_with::<_, (), AutomergeError, _>(
                |()| CommitOptions::default().with_time(0),
                |transaction| {
                    let (_, map) = transaction.get(ROOT, container)?.unwrap();
                    fields.iter().try_for_each(|(name, value)| transaction.put(&map, *name, *value))
                },
            )
            .unwrap();
        let change = document.save_after(&before);
        let place = Place { store: hand.store, file, kind, about };
        self.visit(hand, |visit| {
            let envelope = Envelope::seal(place, change, hand.device, visit.ledger.head(), &hand.key);
            let heard = visit.tell(&ToRelay::Push { id: 1, envelopes: vec![envelope] });
            let pushed = heard.into_iter().find_map(|frame| match frame {
                ToDevice::Pushed { refused, .. } => Some(refused),
                _ => None,
            });
            pushed.unwrap()
        })
    }

    /// Says something in the ledger.
    pub fn say_as(&self, hand: &mut Hand, act: Act) {
        hand.changes += 1;
        self.visit(hand, |visit| {
            let mut id = *hand.device.as_bytes();
            id[0] = hand.changes;
            let id = StatementId::from_bytes(id);
            let said = Said { id, store: Some(hand.store), device: hand.device, on: visit.ledger.head(), act };
            let statement = Statement::sign(&said, &hand.key).unwrap();
            let heard = visit.tell(&ToRelay::Propose { statements: vec![statement] });
            let is_accepted = |frame: &ToDevice| matches!(frame, ToDevice::Proposed { refused, .. } if refused.is_empty());
            assert!(heard.iter().any(is_accepted), "{heard:?}");
        });
    }
}

impl Visit<'_> {
    fn sign_in(&mut self, hand: &Hand) {
        let heard = self.tell(&ToRelay::Hello { protocols: vec![PROTOCOL], store: hand.store, device: hand.device });
        let [ToDevice::Challenge { incarnation, nonce, .. }] = heard[..] else { panic!("{heard:?}") };
        let challenged = Challenged { store: hand.store, incarnation, nonce, device: hand.device };
        let auth = Auth {
            signature: challenged.sign(&hand.key),
            cursor: 0,
            ledger_len: 0,
            ledger_head: self.ledger.head(),
            granted_len: 0,
            bootstrapped: true,
            incarnation: Some(incarnation),
            heights: Vec::new(),
        };
        let heard = self.tell(&ToRelay::Auth(auth));
        assert!(matches!(heard[0], ToDevice::Welcome { .. }), "{heard:?}");
    }

    fn tell(&mut self, frame: &ToRelay) -> Vec<ToDevice> {
        self.relay.receive(self.conn, &frame.encode().unwrap());
        self.relay.commit().unwrap();
        let mut heard = Vec::new();
        for outgoing in self.relay.take_outgoing() {
            match outgoing {
                Outgoing::Message { conn, bytes } if conn == self.conn => {
                    let frame = ToDevice::decode(&bytes).unwrap();
                    if let ToDevice::LedgerEntries { entries } = &frame {
                        entries.iter().for_each(|entry| drop(self.ledger.append(entry).unwrap()));
                    }
                    heard.push(frame);
                }
                other => self.others.push(other),
            }
        }
        heard
    }
}
