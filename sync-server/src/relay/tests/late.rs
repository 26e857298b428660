//! The review box: what revoked devices hand over and what lacks the right.

use forecourt_core::{
    ids::ChangeHash,
    sync::{
        Envelope, Refusal,
        audit::AuditWord,
        frame::{ReviewItem, ToDevice, ToRelay},
        http::{LATE_COUNT, Late, LateKept},
        ledger::{Act, Aftermath, Settled},
        sealed::seal,
        wire,
    },
};

use super::{
    super::store::LateRow,
    crew::{ADMIN, ANNA, BO, Crew, MANAGER, device, staff, write},
    *,
};

impl Crew {
    /// What `ANNA` had not sent when she was revoked, handed over.
    pub(super) fn hand_over(&mut self, envelopes: &Vec<Envelope>) -> Result<LateKept, Refusal> {
        let heard = self.hello(BO).1;
        let [ToDevice::Challenge { seal_key, .. }] = heard[..] else { panic!("{heard:?}") };
        let sealed = seal(&seal_key, &wire::encode(envelopes).unwrap(), self.world.random()).unwrap();
        let answer = self.relay.take_late(&Late { store: self.store(), sealed });
        self.settle();
        answer
    }

    fn revoke(&mut self, n: u8) {
        let admin = self.sign_in(ADMIN);
        self.say(admin, ADMIN, Act::DeviceRevoked { device: device(n), then: Aftermath::Keep });
    }

    /// The whole box, as a manager is shown it.
    pub(super) fn review(&mut self) -> Vec<ReviewItem> {
        let manager = self.sign_in(MANAGER);
        let (mut found, mut after) = (Vec::new(), None);
        loop {
            let heard = self.tell(manager, &ToRelay::AskReview { after });
            let [ToDevice::Review { items, more }] = &heard[..] else { panic!("{heard:?}") };
            found.extend(items.clone());
            after = found.last().map(|item| item.hash);
            if !more {
                return found;
            }
        }
    }
}

fn hashes(items: &[ReviewItem]) -> Vec<ChangeHash> {
    items.iter().map(|item| item.hash).collect()
}

#[test]
fn what_a_revoked_device_had_not_sent_reaches_the_review_box_and_nobody_else() {
    let mut crew = Crew::staffed();
    let (mut document, lead) = crew.lead(ANNA, 50, "captured in the park");
    let more = crew.seal(ANNA, crew.customer(50), write(&mut document, "and a note"));
    let bo = crew.live(BO);
    crew.revoke(ANNA);
    let mut wanted = vec![lead.hash(), more.hash()];
    let answer = crew.hand_over(&vec![lead.clone(), more.clone()]).unwrap();
    assert_eq!(answer, LateKept { hashes: wanted.clone(), refused: vec![] });
    assert_eq!(crew.hand_over(&vec![lead.clone(), more]).unwrap(), answer, "handed over again after a lost answer");
    assert_eq!(crew.recorded(AuditWord::LateKept), [(Some(device(ANNA)), Some(2), None)], "recorded once");
    let box_ = crew.review();
    wanted.sort_unstable();
    assert_eq!(hashes(&box_), wanted);
    let item = box_.iter().find(|item| item.hash == lead.hash()).unwrap();
    assert_eq!((item.reason, item.creator, item.device), (Refusal::Revoked, staff(ANNA), device(ANNA)));
    assert_eq!(item.envelope.as_ref(), Some(&lead));
    let frames = crew.heard(bo);
    assert!(super::changes(&frames).is_empty());
    crew.restart();
    assert_eq!(hashes(&crew.review()), wanted, "also after a restart");
}

#[test]
fn a_forged_or_foreign_late_change_is_refused_and_told() {
    let mut crew = Crew::staffed();
    let (_, lead) = crew.lead(ANNA, 50, "hers");
    crew.revoke(ANNA);
    let mut forged = lead.clone();
    forged.file = file(51);
    let mut broken = lead.clone();
    broken.change.truncate(30);
    let broken = crew.seal(ANNA, crew.customer(50), broken.change);
    let answer = crew.hand_over(&vec![forged, broken, lead.clone()]).unwrap();
    assert_eq!(answer.hashes, [lead.hash()]);
    let codes: Vec<Refusal> = answer.refused.iter().map(|refused| refused.code).collect();
    assert_eq!(codes, [Refusal::BadSignature, Refusal::Malformed]);
    let unsealed = Late { store: crew.store(), sealed: wire::encode(&vec![lead]).unwrap() };
    assert_eq!(crew.relay.take_late(&unsealed), Err(Refusal::Malformed));
}

#[test]
fn a_change_without_right_waits_for_a_manager_with_all_that_stands_on_it() {
    let mut crew = Crew::staffed();
    let (anna, bo) = (crew.sign_in(ANNA), crew.sign_in(BO));
    let (document, lead) = crew.lead(ANNA, 50, "hers");
    crew.push(anna, vec![lead]);
    let mut his = on_device(&document, BO, 1);
    let first = crew.seal(BO, crew.customer(50), write(&mut his, "his"));
    let second = crew.seal(BO, crew.customer(50), write(&mut his, "his again"));
    assert_eq!(refused(crew.push(bo, vec![first.clone()])), Refusal::NotAllowed);
    let admin = crew.sign_in(ADMIN);
    crew.say(admin, ADMIN, Act::RolesSet { staff: staff(BO), roles: vec![Role::SalesManager] });
    let second = crew.seal(BO, crew.customer(50), second.change);
    assert_eq!(refused(crew.push(bo, vec![second.clone()])), Refusal::NotAllowed, "it stands on one that waits for a manager");
    let mut wanted = vec![first.hash(), second.hash()];
    wanted.sort_unstable();
    assert_eq!(hashes(&crew.review()), wanted);
}

#[test]
fn an_edit_of_a_revoked_device_that_names_an_older_head_waits_for_a_manager() {
    let mut crew = Crew::staffed();
    let (_, lead) = crew.lead(ANNA, 50, "perhaps made before");
    crew.revoke(ANNA);
    let bo = crew.sign_in(BO);
    assert_eq!(refused(crew.push(bo, vec![lead.clone()])), Refusal::Revoked, "carried by a colleague");
    assert_eq!(hashes(&crew.review()), [lead.hash()]);
}

#[test]
fn only_sales_managers_look_into_the_review_box() {
    let mut crew = Crew::staffed();
    for n in [ADMIN, ANNA] {
        let conn = crew.sign_in(n);
        let heard = crew.tell(conn, &ToRelay::AskReview { after: None });
        assert_eq!(heard, [ToDevice::Declined { reason: Refusal::NotAllowed }]);
    }
}

#[test]
fn a_device_revoked_while_away_is_told_by_the_ledger_before_it_is_sent_away() {
    let mut crew = Crew::staffed();
    let known = crew.ledger.len();
    let head = crew.ledger.head();
    crew.revoke(ANNA);
    let (conn, heard) = crew.hello(ANNA);
    let auth = forecourt_core::sync::frame::Auth { ledger_len: known, ledger_head: head, ..crew.auth(ANNA, &heard) };
    let heard = crew.tell(conn, &ToRelay::Auth(auth));
    let [ToDevice::LedgerEntries { entries }, ToDevice::Bye { reason: Refusal::Revoked }] = &heard[..] else {
        panic!("{heard:?}")
    };
    assert_eq!(entries.len(), 1);
}

#[test]
fn adopted_changes_reach_everyone_in_their_order_and_their_creator_stays_who_began_the_file() {
    let mut crew = Crew::staffed();
    let (mut document, lead) = crew.lead(ANNA, 50, "captured in the park");
    let more = crew.seal(ANNA, crew.customer(50), write(&mut document, "and a note"));
    let (_, other) = crew.lead(ANNA, 51, "rubbish");
    crew.revoke(ANNA);
    crew.hand_over(&vec![more.clone(), lead.clone(), other.clone()]).unwrap();
    let manager = crew.live(MANAGER);
    let settle = |changes: &[ChangeHash], verdict| Act::LateSettled { changes: changes.to_vec(), verdict };
    let heard = crew.say(manager, MANAGER, settle(&[more.hash()], Settled::Adopt));
    assert!(super::changes(&heard).is_empty(), "what it stands on is not adopted yet");
    let heard = crew.say(manager, MANAGER, settle(&[lead.hash()], Settled::Adopt));
    let items = super::changes(&heard);
    let came: Vec<_> = items.iter().map(|item| (item.number, item.envelope.hash(), item.creator)).collect();
    assert_eq!(came, [(1, lead.hash(), staff(ANNA)), (2, more.hash(), staff(ANNA))]);
    let entry = heard.iter().position(|frame| matches!(frame, ToDevice::LedgerEntries { .. })).unwrap();
    let change = heard.iter().position(|frame| matches!(frame, ToDevice::Changes { .. })).unwrap();
    assert!(entry < change, "the entry that gives the right comes first");
    crew.say(manager, MANAGER, settle(&[other.hash()], Settled::Drop));
    assert_eq!(crew.review(), []);
    crew.hand_over(&vec![lead.clone(), other]).unwrap();
    assert_eq!(crew.review(), [], "handed over again it changes nothing");
    let fresh = crew.sign_in(MANAGER);
    let heard = crew.tell(fresh, &ToRelay::NextSnapshots { since: None, after: None });
    assert_eq!(paged_files(&heard), [file(50)]);
}

#[test]
fn a_change_adopted_before_it_comes_counts_when_it_comes() {
    let mut crew = Crew::staffed();
    let (_, lead) = crew.lead(ANNA, 50, "known to the manager before the relay lost it");
    crew.revoke(ANNA);
    let manager = crew.live(MANAGER);
    crew.say(manager, MANAGER, Act::LateSettled { changes: vec![lead.hash()], verdict: Settled::Adopt });
    crew.hand_over(&vec![lead.clone()]).unwrap();
    let heard = crew.heard(manager);
    assert_eq!(super::changes(&heard).len(), 1);
    assert_eq!(crew.review(), []);
}

#[test]
fn a_box_holds_no_more_than_a_device_packs_and_a_full_share_is_seen_before_a_signature() {
    let mut crew = Crew::staffed();
    let (_, lead) = crew.lead(ANNA, 50, "hers");
    crew.revoke(ANNA);
    assert_eq!(crew.hand_over(&vec![lead.clone(); 257]), Err(Refusal::Malformed));
    assert_eq!(crew.hand_over(&vec![lead.clone(); 256]).unwrap().hashes.len(), 256);
    for n in 1..LATE_COUNT {
        let mut hash = [0; 32];
        hash[..4].copy_from_slice(&n.to_be_bytes());
        let hash = ChangeHash::from_bytes(hash);
        let row = LateRow { hash, reason: Refusal::Revoked, received_at: crew.world.now(), envelope: lead.clone() };
        crew.relay.store.put_late(&row).unwrap();
    }
    crew.settle();
    let mut forged = crew.lead(ANNA, 51, "no room").1;
    forged.file = file(52);
    let answer = crew.hand_over(&vec![lead.clone(), forged]).unwrap();
    assert_eq!(answer, LateKept { hashes: vec![lead.hash()], refused: vec![] }, "what lies there is told as kept");
}
