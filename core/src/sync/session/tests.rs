use super::*;
use crate::{
    clock::Instant,
    ids::{StaffId, StatementId},
    policy::FileKind,
    sync::{
        envelope::{Envelope, Place},
        frame::{Accepted, FileDigest, FileHashes, Healed, Numbered, PULL_COUNT, RefusedChange, Snapshots},
        keys::Nonce,
        ledger::{NO_HEAD, Statement},
        refusal::Refusal,
    },
};

const LIFE: Incarnation = Incarnation::from_bytes([1; 16]);

fn identity() -> Identity {
    Identity { store: StoreId::from_bytes([1; 32]), device: DeviceId::from_bytes([2; 16]), key: DeviceKey::from_secret(&[3; 32]) }
}

fn file(n: u8) -> FileId {
    FileId::from_bytes([n; 16])
}

fn envelope(n: u64) -> Envelope {
    let place = Place { store: identity().store, file: file(1), kind: FileKind::Customer, about: None };
    let change = [&[0; 8][..], &n.to_be_bytes()].concat();
    Envelope::seal(place, change, identity().device, NO_HEAD, &identity().key)
}

fn numbered(number: u64) -> Numbered {
    Numbered { number, creator: StaffId::from_bytes([4; 16]), is_around: false, envelope: envelope(number) }
}

fn changes(after: u64, upto: u64, more: bool) -> Event {
    Event::Frame(ToDevice::Changes { items: (after + 1..=upto).map(numbered).collect(), after, upto, more })
}

fn page(since: Option<u64>, last: Option<u8>, upto: u64, ledger_len: u64) -> Event {
    let last = last.map(file);
    Event::Frame(ToDevice::Snapshots(Snapshots { since, page: vec![], last, upto, ledger_len, done: 0, total: 0 }))
}

fn opened() -> Event {
    Event::Opened { ledger_len: 5, ledger_head: NO_HEAD, heights: vec![] }
}

fn challenge(incarnation: Incarnation) -> Event {
    Event::Frame(ToDevice::Challenge { protocol: 1, incarnation, nonce: Nonce::from_bytes([7; 32]), seal_key: [5; 32] })
}

fn welcome(head: u64, ledger_len: u64, has_grants: bool) -> Event {
    Event::Frame(ToDevice::Welcome { head, ledger_len, has_grants, now: Instant::from_unix_ms(0), shared: 4 })
}

fn done(cursor: u64) -> Position {
    Position { incarnation: Some(LIFE), cursor, granted_len: 5, bootstrap: Bootstrap::Done, ..Position::default() }
}

/// Signs in and answers the first reads with nothing; returns what else was to be done.
fn signed_in(session: &mut Session, head: u64) -> Vec<Effect> {
    session.on(opened());
    session.on(challenge(LIFE));
    let mut effects = session.on(welcome(head, 5, false));
    effects.extend(session.on(Event::OutboxRead(vec![])));
    effects.extend(session.on(Event::ProposalsRead(vec![])));
    effects
}

fn sent(effects: &[Effect]) -> Vec<&ToRelay> {
    effects.iter().filter_map(|effect| if let Effect::Send(frame) = effect { Some(frame) } else { None }).collect()
}

#[test]
fn a_device_proves_who_it_is_before_it_says_anything_else() {
    let mut session = Session::new(identity(), done(9));
    let hello = session.on(opened());
    assert!(matches!(sent(&hello)[..], [ToRelay::Hello { .. }]));
    let answer = session.on(challenge(LIFE));
    let [ToRelay::Auth(auth)] = sent(&answer)[..] else { panic!("{answer:?}") };
    let Identity { store, device, key } = identity();
    let challenged = Challenged { store, incarnation: LIFE, nonce: Nonce::from_bytes([7; 32]), device };
    assert!(challenged.is_signed(&key.public(), &auth.signature));
    assert_eq!((auth.cursor, auth.ledger_len, auth.bootstrapped), (9, 5, true));
    let open = session.on(welcome(9, 5, false));
    assert_eq!(sent(&open), [&ToRelay::Pull { after: 9, limit: PULL_COUNT }]);
}

#[test]
fn a_relay_of_another_version_or_out_of_turn_is_left() {
    let mut session = Session::new(identity(), done(0));
    session.on(opened());
    let early = session.on(changes(0, 1, false));
    assert!(early.contains(&Effect::Close(CloseReason::Protocol)));
    session.on(opened());
    let frame = ToDevice::Challenge { protocol: 2, incarnation: LIFE, nonce: Nonce::from_bytes([7; 32]), seal_key: [5; 32] };
    assert!(session.on(Event::Frame(frame)).contains(&Effect::Close(CloseReason::OtherVersion)));
    session.on(opened());
    assert!(session.on_message(b"<html>").contains(&Effect::Close(CloseReason::Protocol)));
}

#[test]
fn first_files_go_on_after_the_last_one_that_is_on_the_disk() {
    let mut session = Session::new(identity(), Position::default());
    let effects = signed_in(&mut session, 40);
    assert_eq!(sent(&effects), [&ToRelay::NextSnapshots { since: None, after: None }]);
    let effects = session.on(page(None, Some(3), 40, 5));
    assert_eq!(sent(&effects), [&ToRelay::NextSnapshots { since: None, after: Some(file(3)) }], "one page ahead");
    // The second page comes while the first is being taken in: it waits, and no third is asked.
    assert_eq!(session.on(page(None, Some(6), 44, 5)), []);
    let effects = session.on(Event::Ingested);
    assert!(
        matches!(effects[0], Effect::IngestSnapshots { position, .. } if position.bootstrap == Bootstrap::Running { after: file(6) })
    );
    // Cut off before the second page is safe: the next session goes on after the first.
    session.on(Event::Closed);
    let mut again = Session::new(identity(), session.position());
    let effects = signed_in(&mut again, 50);
    assert_eq!(sent(&effects), [&ToRelay::NextSnapshots { since: None, after: Some(file(3)) }]);
    let effects = again.on(page(None, None, 50, 5));
    assert_eq!(sent(&effects), [&ToRelay::Pull { after: 40, limit: PULL_COUNT }], "from the head of the very first page");
}

#[test]
fn changes_are_pulled_to_the_end_and_then_come_by_themselves() {
    let mut session = Session::new(identity(), done(0));
    signed_in(&mut session, 6);
    let effects = session.on(changes(0, 4, true));
    assert_eq!(sent(&effects), [&ToRelay::Pull { after: 4, limit: PULL_COUNT }]);
    assert_eq!(session.on(changes(4, 6, false)), [], "waits until the page before is on the disk");
    let effects = session.on(Event::Ingested);
    assert!(matches!(&effects[0], Effect::Ingest { items, position } if items.len() == 2 && position.cursor == 6));
    assert_eq!(session.on(Event::Ingested), [Effect::Status(Status::Synced)]);
    let effects = session.on(changes(6, 7, false));
    assert!(matches!(&effects[0], Effect::Ingest { position, .. } if position.cursor == 7));
    assert_eq!(session.on(Event::Ingested), [Effect::Status(Status::Synced)]);
    assert_eq!(session.position(), done(7));
}

#[test]
fn a_gap_in_what_comes_by_itself_is_pulled() {
    let mut session = Session::new(identity(), done(6));
    signed_in(&mut session, 6);
    session.on(changes(6, 6, false));
    let effects = session.on(changes(8, 9, false));
    assert_eq!(sent(&effects), [&ToRelay::Pull { after: 6, limit: PULL_COUNT }]);
}

#[test]
fn what_the_cursor_passed_unseen_is_taken_when_it_comes_behind_a_first_car() {
    let mut session = Session::new(identity(), done(6));
    signed_in(&mut session, 7);
    let items = [7, 2, 5].map(numbered).to_vec();
    let effects = session.on(Event::Frame(ToDevice::Changes { items: items.clone(), after: 6, upto: 7, more: false }));
    assert!(matches!(&effects[0], Effect::Ingest { items: taken, .. } if *taken == items), "{effects:?}");
}

#[test]
fn a_flood_is_dropped_and_pulled_later() {
    let mut session = Session::new(identity(), done(0));
    signed_in(&mut session, 0);
    session.on(changes(0, 1, false));
    let mut asked = Vec::new();
    for n in 1..500 {
        asked.extend(session.on(changes(n, n + 1, false)));
    }
    assert_eq!(asked, [Effect::Send(ToRelay::Pull { after: 1, limit: PULL_COUNT })], "nothing was taken in meanwhile");
    session.on(Event::Ingested);
    session.on(changes(1, 500, false));
    assert_eq!(session.on(Event::Ingested), [Effect::Status(Status::Synced)]);
    assert_eq!(session.position(), done(500));
}

#[test]
fn a_grant_is_fetched_whole_before_the_device_notes_it() {
    let mut session = Session::new(identity(), done(6));
    signed_in(&mut session, 6);
    session.on(changes(6, 6, false));
    let effects = session.on(Event::Frame(ToDevice::Granted { ledger_len: 8 }));
    assert_eq!(sent(&effects), [&ToRelay::NextSnapshots { since: Some(5), after: None }]);
    let effects = session.on(page(Some(5), Some(2), 6, 8));
    assert!(matches!(effects[0], Effect::IngestSnapshots { position, .. } if position.granted_len == 5));
    session.on(Event::Ingested);
    let effects = session.on(page(Some(5), None, 6, 9));
    assert!(matches!(effects[0], Effect::IngestSnapshots { position, .. } if position.granted_len == 8), "the first page's");
    assert_eq!(session.on(Event::Ingested), [Effect::Status(Status::Synced)]);
}

#[test]
fn a_grant_that_came_while_away_is_fetched_after_signing_in() {
    let mut session = Session::new(identity(), done(6));
    session.on(opened());
    session.on(challenge(LIFE));
    let effects = session.on(welcome(6, 9, true));
    assert_eq!(sent(&effects), [&ToRelay::NextSnapshots { since: Some(5), after: None }]);
}

const NEXT_LIFE: Incarnation = Incarnation::from_bytes([9; 16]);

fn digest_of(n: u8) -> FileDigest {
    FileDigest { file: file(n), digest: [n; 32] }
}

/// A device that has signed in to a relay which lost something, and what it was told to do.
fn comes_back(position: Position, life: Incarnation, head: u64) -> (Session, Vec<Effect>) {
    let mut session = Session::new(identity(), position);
    session.on(opened());
    session.on(challenge(life));
    let effects = session.on(welcome(head, 5, false));
    (session, effects)
}

fn to_read(effects: &[Effect]) -> Reached {
    let asked = effects.iter().find_map(|effect| if let Effect::ReadFiles { after, .. } = effect { Some(*after) } else { None });
    asked.unwrap_or_else(|| panic!("{effects:?}"))
}

#[test]
fn a_relay_that_lost_something_gets_it_back_before_anything_else_is_said() {
    for (life, head, shared) in [(NEXT_LIFE, 100, 4), (LIFE, 5, 0)] {
        let (mut session, effects) = comes_back(done(6), life, head);
        let goal = Healing { life, shared, at: Reached::default() };
        let position = Position { healing: Some(goal), ..done(6) };
        assert!(effects.contains(&Effect::BeginHealing { position, shared }), "{effects:?}");
        assert_eq!(to_read(&effects), Reached::default());
        assert_eq!(sent(&effects), [] as [&ToRelay; 0], "neither pulled nor pushed");
        let effects = session.on(Event::FilesRead { files: vec![digest_of(1), digest_of(2)], total: 2 });
        assert_eq!(sent(&effects), [&ToRelay::Compare { files: vec![digest_of(1), digest_of(2)] }]);
        assert_eq!(effects.last(), Some(&Effect::Status(Status::Healing { done: 0, total: 2 })));
        let known = vec![FileHashes { file: file(2), hashes: vec![] }];
        let effects = session.on(Event::Frame(ToDevice::Differ { files: known.clone(), upto: Some(file(2)) }));
        assert_eq!(effects, [Effect::ReadMissing { known }, Effect::Status(Status::Healing { done: 1, total: 2 })]);
        let healed = vec![Healed { creator: StaffId::from_bytes([4; 16]), envelopes: vec![envelope(1)] }];
        let effects = session.on(Event::MissingRead(healed));
        let [ToRelay::Heal { id, files }] = sent(&effects)[..] else { panic!("{effects:?}") };
        assert_eq!(files[0].envelopes, [envelope(1)]);
        let accepted = vec![Accepted { hash: envelope(1).hash(), number: 9 }];
        let pushed =
            ToDevice::Pushed { id: Some(*id), accepted: accepted.clone(), refused: vec![], waiting: vec![], busy: vec![] };
        let effects = session.on(Event::Frame(pushed));
        assert_eq!(effects[0], Effect::Acknowledge { accepted, refused: vec![] });
        assert_eq!(to_read(&effects), Reached { belongs: false, after: Some(file(2)) });
        let effects = session.on(Event::FilesRead { files: vec![], total: 2 });
        assert_eq!(to_read(&effects), Reached { belongs: true, after: None }, "then what belongs to customers");
        let effects = session.on(Event::FilesRead { files: vec![], total: 2 });
        let healed = Position { incarnation: Some(life), ..done(shared) };
        assert!(effects.contains(&Effect::SavePosition(healed)), "{effects:?}");
        assert_eq!(sent(&effects), [&ToRelay::Pull { after: shared, limit: PULL_COUNT }]);
    }
}

#[test]
fn healing_that_was_cut_off_goes_on_after_the_last_page_and_counts_no_number_twice() {
    let (mut session, _) = comes_back(done(6), NEXT_LIFE, 100);
    session.on(Event::FilesRead { files: vec![digest_of(1)], total: 2 });
    session.on(Event::Frame(ToDevice::Differ { files: vec![], upto: Some(file(1)) }));
    let (mut again, effects) = comes_back(session.position(), NEXT_LIFE, 100);
    assert_eq!(to_read(&effects), Reached { belongs: false, after: Some(file(1)) });
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::BeginHealing { .. })), "{effects:?}");
    // Restored once more meanwhile: from the beginning.
    let (_, effects) = comes_back(again.position(), Incarnation::from_bytes([8; 16]), 100);
    assert_eq!(to_read(&effects), Reached::default());
    assert!(effects.iter().any(|effect| matches!(effect, Effect::BeginHealing { .. })), "{effects:?}");
    again.on(Event::Closed);
}

#[test]
fn what_nobody_could_take_yet_is_brought_in_three_rounds_and_again_next_time() {
    let (mut session, _) = comes_back(done(6), NEXT_LIFE, 100);
    for round in 1..=3 {
        session.on(Event::FilesRead { files: vec![digest_of(1)], total: 1 });
        let known = vec![FileHashes { file: file(1), hashes: vec![] }];
        session.on(Event::Frame(ToDevice::Differ { files: known, upto: Some(file(1)) }));
        let healed = vec![Healed { creator: StaffId::from_bytes([4; 16]), envelopes: vec![envelope(1)] }];
        let effects = session.on(Event::MissingRead(healed));
        let [ToRelay::Heal { id, .. }] = sent(&effects)[..] else { panic!("{effects:?}") };
        let refused = vec![RefusedChange { hash: envelope(1).hash(), code: Refusal::UnknownLedgerHead }];
        let pushed = ToDevice::Pushed { id: Some(*id), accepted: vec![], refused, waiting: vec![], busy: vec![] };
        session.on(Event::Frame(pushed));
        session.on(Event::FilesRead { files: vec![], total: 1 });
        let effects = session.on(Event::FilesRead { files: vec![], total: 1 });
        assert_eq!(sent(&effects).is_empty(), round < 3, "after the third round it goes on: {effects:?}");
    }
    assert!(session.position().unhealed);
    let (_, effects) = comes_back(session.position(), NEXT_LIFE, 100);
    assert_eq!(to_read(&effects), Reached::default());
}

#[test]
fn a_ledger_that_the_relay_lacks_is_presented_before_the_device_is_let_in() {
    let mut session = Session::new(identity(), done(6));
    session.on(opened());
    session.on(challenge(NEXT_LIFE));
    let effects = session.on(Event::Frame(ToDevice::LedgerWanted { common: 3 }));
    assert_eq!(effects, [Effect::ReadLedger { from: 3, limit: PRESENT_COUNT }]);
    let effects = session.on(Event::LedgerRead(vec![]));
    assert_eq!(sent(&effects), [&ToRelay::PresentLedger { entries: vec![], last: true }]);
    assert_eq!(session.on(Event::Frame(ToDevice::AtGate)), [Effect::AtGate], "and waits");
    let effects = session.on(welcome(5, 3, false));
    assert!(effects.contains(&Effect::ReadFiles { after: Reached::default(), limit: 256 }));
    let effects = session.on(Event::Frame(ToDevice::LedgerEntries { entries: vec![] }));
    assert_eq!(effects, [Effect::FollowLedger(vec![])], "where the ledgers part, the relay's stands");
    assert_eq!(session.position().granted_len, 3, "files that came with lost entries are asked for again");
}

#[test]
fn who_is_turned_out_by_a_ledger_that_parted_follows_it_before_it_is_sent_away() {
    let mut session = Session::new(identity(), done(6));
    session.on(opened());
    session.on(challenge(NEXT_LIFE));
    session.on(Event::Frame(ToDevice::LedgerWanted { common: 3 }));
    session.on(Event::LedgerRead(vec![]));
    let effects = session.on(Event::Frame(ToDevice::LedgerEntries { entries: vec![] }));
    assert_eq!(effects, [Effect::FollowLedger(vec![])], "not taken as what comes next here");
}

#[test]
fn the_outbox_goes_in_order_and_is_emptied_by_acknowledgement_only() {
    let mut session = Session::new(identity(), done(0));
    signed_in(&mut session, 0);
    session.on(changes(0, 0, false));
    assert_eq!(session.on(Event::LocalChanges)[0], Effect::ReadOutbox { skip: 0, limit: 64 });
    let effects = session.on(Event::OutboxRead(vec![envelope(1), envelope(2)]));
    assert_eq!(sent(&effects), [&ToRelay::Push { id: 1, envelopes: vec![envelope(1), envelope(2)] }]);
    assert_eq!(session.on(Event::LocalChanges), [Effect::ReadOutbox { skip: 2, limit: 64 }], "beside the first push");
    session.on(Event::OutboxRead(vec![envelope(3)]));
    let accepted = vec![Accepted { hash: envelope(1).hash(), number: 1 }];
    let refused = vec![RefusedChange { hash: envelope(2).hash(), code: Refusal::NotAllowed }];
    let pushed = ToDevice::Pushed { id: Some(1), accepted, refused: refused.clone(), waiting: vec![], busy: vec![] };
    let accepted = vec![Accepted { hash: envelope(1).hash(), number: 1 }];
    assert_eq!(session.on(Event::Frame(pushed)), [Effect::Acknowledge { accepted, refused }]);
    let accepted = vec![Accepted { hash: envelope(3).hash(), number: 2 }];
    let pushed = ToDevice::Pushed { id: Some(2), accepted, refused: vec![], waiting: vec![], busy: vec![] };
    assert!(session.on(Event::Frame(pushed)).contains(&Effect::Status(Status::Synced)));
}

#[test]
fn what_the_relay_neither_kept_nor_refused_is_sent_again() {
    let mut session = Session::new(identity(), done(0));
    signed_in(&mut session, 0);
    session.on(changes(0, 0, false));
    session.on(Event::LocalChanges);
    session.on(Event::OutboxRead(vec![envelope(1)]));
    let nothing = ToDevice::Pushed { id: Some(1), accepted: vec![], refused: vec![], waiting: vec![], busy: vec![] };
    assert_eq!(session.on(Event::Frame(nothing)), [], "not at once: the relay is in trouble");
    assert_eq!(session.on(Event::Tick), [Effect::ReadOutbox { skip: 0, limit: 64 }]);
    let effects = session.on(Event::OutboxRead(vec![envelope(1)]));
    assert_eq!(sent(&effects), [&ToRelay::Push { id: 2, envelopes: vec![envelope(1)] }]);
    // Waiting for what it stands on: not acknowledged, and sent again after a while.
    let waiting =
        ToDevice::Pushed { id: Some(2), accepted: vec![], refused: vec![], waiting: vec![envelope(1).hash()], busy: vec![] };
    assert_eq!(session.on(Event::Frame(waiting)), []);
    assert_eq!(session.on(Event::Tick), [Effect::ReadOutbox { skip: 0, limit: 64 }]);
}

#[test]
fn a_new_connection_sends_everything_unacknowledged_again() {
    let mut session = Session::new(identity(), done(0));
    signed_in(&mut session, 0);
    session.on(Event::LocalChanges);
    session.on(Event::OutboxRead(vec![envelope(1)]));
    session.on(Event::Closed);
    session.on(opened());
    session.on(challenge(LIFE));
    assert!(session.on(welcome(0, 5, false)).contains(&Effect::ReadOutbox { skip: 0, limit: 64 }));
}

#[test]
fn an_effect_that_fails_ends_the_connection_and_moves_nothing() {
    let mut session = Session::new(identity(), done(0));
    signed_in(&mut session, 3);
    session.on(changes(0, 3, false));
    let effects = session.on(Event::Failed(Fault::NotSaved));
    assert_eq!(effects, [Effect::Close(CloseReason::NotSaved), Effect::Status(Status::Offline)]);
    assert_eq!(session.position(), done(0));
}

#[test]
fn statements_are_proposed_one_batch_at_a_time() {
    let mut session = Session::new(identity(), done(0));
    signed_in(&mut session, 0);
    assert!(session.on(Event::LocalProposals).contains(&Effect::ReadProposals { limit: 64 }));
    let said = crate::sync::ledger::Said {
        id: StatementId::from_bytes([1; 16]),
        store: Some(identity().store),
        device: identity().device,
        on: NO_HEAD,
        act: crate::sync::ledger::Act::StaffRevoked {
            staff: StaffId::from_bytes([4; 16]),
            then: crate::sync::ledger::Aftermath::Keep,
        },
    };
    let statement = Statement::sign(&said, &identity().key).unwrap();
    let effects = session.on(Event::ProposalsRead(vec![statement.clone()]));
    assert_eq!(sent(&effects), [&ToRelay::Propose { statements: vec![statement] }]);
    assert_eq!(session.on(Event::LocalProposals), [], "until the first is answered");
    let proposed = ToDevice::Proposed { accepted: vec![said.id], refused: vec![] };
    let effects = session.on(Event::Frame(proposed));
    assert_eq!(effects[0], Effect::AcknowledgeProposals { accepted: vec![said.id], refused: vec![] });
    assert_eq!(effects[1], Effect::ReadProposals { limit: 64 });
}

/// A device's disk and a relay's log in a few lines, to drive sessions through drops from a seed.
struct Play {
    random: u64,
    relay: Vec<Envelope>,
    outbox: Vec<Envelope>,
    held: std::collections::BTreeSet<u64>,
    position: Position,
    session: Session,
    wire: std::collections::VecDeque<ToDevice>,
}

impl Play {
    fn draw(&mut self, below: u64) -> u64 {
        self.random = self.random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.random >> 33) % below
    }

    fn run(&mut self, event: Event) {
        let mut events = vec![event];
        while let Some(event) = events.pop() {
            for effect in self.session.on(event) {
                match effect {
                    Effect::Send(frame) => self.answer(frame),
                    Effect::ReadOutbox { skip, limit } => {
                        events.push(Event::OutboxRead(self.outbox.iter().skip(skip).take(limit).cloned().collect()));
                    }
                    Effect::ReadProposals { .. } => events.push(Event::ProposalsRead(vec![])),
                    Effect::Ingest { items, position } => {
                        self.held.extend(items.iter().map(|item| item.number));
                        self.position = position;
                        events.push(Event::Ingested);
                    }
                    Effect::SavePosition(position) => self.position = position,
                    Effect::Acknowledge { accepted, .. } => {
                        self.outbox.retain(|e| !accepted.iter().any(|one| one.hash == e.hash()))
                    }
                    Effect::Close(reason) => panic!("{reason:?}"),
                    _ => {}
                }
            }
        }
    }

    fn answer(&mut self, frame: ToRelay) {
        let head = self.relay.len() as u64;
        match frame {
            ToRelay::Hello { .. } => {
                self.wire.push_back(ToDevice::Challenge {
                    protocol: 1,
                    incarnation: LIFE,
                    nonce: Nonce::from_bytes([7; 32]),
                    seal_key: [5; 32],
                });
            }
            ToRelay::Auth(_) => {
                let now = Instant::from_unix_ms(0);
                self.wire.push_back(ToDevice::Welcome { head, ledger_len: 5, has_grants: false, now, shared: 0 });
            }
            ToRelay::Pull { after, .. } => {
                let upto = head.min(after + 3);
                let items = (after + 1..=upto).map(numbered).collect();
                self.wire.push_back(ToDevice::Changes { items, after, upto, more: upto < head });
            }
            ToRelay::Push { id, envelopes } => {
                let mut accepted = Vec::new();
                for envelope in envelopes {
                    let hash = envelope.hash();
                    if !self.relay.iter().any(|kept| kept.hash() == hash) {
                        self.relay.push(envelope);
                    }
                    let place = self.relay.iter().position(|kept| kept.hash() == hash).unwrap();
                    accepted.push(Accepted { hash, number: place as u64 + 1 });
                }
                self.wire.push_back(ToDevice::Pushed { id: Some(id), accepted, refused: vec![], waiting: vec![], busy: vec![] });
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn whatever_is_cut_off_everything_arrives_once_and_in_order() {
    for seed in 0..60 {
        let position = done(0);
        let mut play = Play {
            random: seed,
            relay: (1000..1020).map(envelope).collect(),
            outbox: Vec::new(),
            held: std::collections::BTreeSet::new(),
            position,
            session: Session::new(identity(), position),
            wire: std::collections::VecDeque::new(),
        };
        play.run(opened());
        for step in 0..300u64 {
            match play.draw(10) {
                0 => {
                    // The process dies or the network goes: what was on its way is gone.
                    play.wire.clear();
                    play.session = Session::new(identity(), play.position);
                    play.run(opened());
                }
                1 | 2 => {
                    play.outbox.push(envelope(5000 + step));
                    play.run(Event::LocalChanges);
                }
                _ => {
                    if let Some(frame) = play.wire.pop_front() {
                        play.run(Event::Frame(frame));
                    }
                }
            }
        }
        while let Some(frame) = play.wire.pop_front() {
            play.run(Event::Frame(frame));
        }
        play.run(Event::SyncNow);
        while let Some(frame) = play.wire.pop_front() {
            play.run(Event::Frame(frame));
        }
        assert!(play.outbox.is_empty(), "seed {seed}");
        let all = play.relay.len() as u64;
        assert_eq!(play.held, (1..=all).collect(), "seed {seed}");
        assert_eq!(play.position.cursor, all, "seed {seed}");
    }
}
