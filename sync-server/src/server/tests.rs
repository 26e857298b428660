//! Over real sockets on loopback: the same laws as in `relay`, and those that only a socket can break.

use std::{collections::BTreeMap, net::SocketAddr, time::Duration};

use forecourt_core::{
    guard::genesis,
    ids::ChangeHash,
    policy::{FileKind, Role},
    sync::{
        Envelope, Place, Refusal, Session,
        frame::{Numbered, ToDevice, ToRelay},
        http::{JoinState, JoinStatus, Joined, Opened, RELAY_HEADER, Refused},
        ledger::{Act, Ledger, Said, Statement},
        page,
        pairing::StatusQuestion,
        session::{CloseReason, Effect, Event, Identity, Position, Status},
        wire,
    },
};
use futures_util::{SinkExt as _, StreamExt as _};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async, tungstenite::Message};

use super::{Limits, Options, Running, serve};
use crate::relay::tests::crew::{ADMIN, ANNA, device, file, first_entry, joining, key, on_device, opening, place, staff, write};

const PATIENCE: Duration = Duration::from_secs(20);

async fn start(dir: &std::path::Path) -> Running {
    serve(Options::plain(dir.to_owned(), SocketAddr::from(([127, 0, 0, 1], 0)))).await.unwrap()
}

async fn post<T: serde::Serialize>(addr: SocketAddr, path: &str, body: &T) -> (u16, Vec<u8>) {
    let reply = reqwest::Client::new().post(format!("http://{addr}{path}")).body(wire::encode(body).unwrap()).send();
    let reply = reply.await.unwrap();
    assert_eq!(reply.headers()[RELAY_HEADER], "1");
    (reply.status().as_u16(), reply.bytes().await.unwrap().to_vec())
}

fn code_of(reply: &(u16, Vec<u8>)) -> Refusal {
    wire::decode::<Refused>(&reply.1, 1000).unwrap().code
}

/// A device with its disk in memory, driven by the session that ships.
struct Phone {
    session: Session,
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    n: u8,
    ledger: Ledger,
    held: BTreeMap<ChangeHash, Numbered>,
    files: usize,
    outbox: Vec<Envelope>,
    proposals: Vec<Statement>,
    status: Status,
    told: Vec<ToDevice>,
    closed: Option<CloseReason>,
}

impl Phone {
    async fn connect(addr: SocketAddr, n: u8) -> Self {
        let store = first_entry().statement.store_id();
        let identity = Identity { store, device: device(n), key: key(n) };
        let (socket, _) = connect_async(format!("ws://{addr}/v1/sync")).await.unwrap();
        let mut phone = Self {
            session: Session::new(identity, Position::default()),
            socket,
            n,
            ledger: Ledger::default(),
            held: BTreeMap::new(),
            files: 0,
            outbox: Vec::new(),
            proposals: Vec::new(),
            status: Status::Offline,
            told: Vec::new(),
            closed: None,
        };
        let opened = Event::Opened { ledger_len: 0, ledger_head: phone.ledger.head(), heights: vec![] };
        phone.run(opened).await;
        phone
    }

    async fn run(&mut self, event: Event) {
        let mut events = vec![event];
        while let Some(event) = events.pop() {
            for effect in self.session.on(event) {
                match effect {
                    Effect::Send(frame) => self.say(&frame).await,
                    Effect::ReadOutbox { skip, limit } => {
                        events.push(Event::OutboxRead(self.outbox.iter().skip(skip).take(limit).cloned().collect()));
                    }
                    Effect::ReadProposals { limit } => {
                        events.push(Event::ProposalsRead(self.proposals.iter().take(limit).cloned().collect()));
                    }
                    Effect::Ingest { items, .. } => {
                        self.held.extend(items.into_iter().map(|item| (item.envelope.hash(), item)));
                        events.push(Event::Ingested);
                    }
                    Effect::IngestSnapshots { page, .. } => {
                        self.files += page::unpack(&page).unwrap().len();
                        events.push(Event::Ingested);
                    }
                    Effect::TakeLedger(entries) => {
                        for entry in entries.into_iter().filter(|entry| entry.seq >= self.ledger.len()).collect::<Vec<_>>() {
                            self.ledger.append(&entry).unwrap();
                        }
                    }
                    Effect::Acknowledge { accepted, refused } => {
                        assert_eq!(refused, []);
                        self.outbox.retain(|envelope| !accepted.iter().any(|accepted| accepted.hash == envelope.hash()));
                    }
                    Effect::AcknowledgeProposals { accepted, refused } => {
                        assert_eq!(refused, []);
                        self.proposals.retain(|statement| !accepted.contains(&statement.id().unwrap()));
                    }
                    Effect::Tell(frame) => self.told.push(frame),
                    Effect::Status(status) => self.status = status,
                    Effect::Close(reason) => self.closed = Some(reason),
                    Effect::SavePosition(_) | Effect::RelayTime(_) | Effect::SealKey(_) => {}
                    other => panic!("{other:?}"),
                }
            }
        }
    }

    async fn say(&mut self, frame: &ToRelay) {
        self.socket.send(Message::Binary(frame.encode().unwrap().into())).await.unwrap();
    }

    /// Takes messages until `is_done`.
    async fn until(&mut self, is_done: impl Fn(&Self) -> bool) {
        while !is_done(self) {
            let message = tokio::time::timeout(PATIENCE, self.socket.next()).await.expect("the relay answers");
            match message {
                Some(Ok(Message::Binary(bytes))) => self.run(Event::Frame(ToDevice::decode(&bytes).unwrap())).await,
                Some(Ok(Message::Close(_)) | Err(_)) | None => panic!("closed: {:?}", self.closed),
                Some(Ok(_)) => {}
            }
        }
    }

    async fn synced(&mut self) {
        self.until(|phone| phone.status == Status::Synced).await;
    }

    async fn propose(&mut self, id: u8, act: Act) {
        let said = Said {
            id: forecourt_core::ids::StatementId::from_bytes([id; 16]),
            store: self.ledger.store(),
            device: device(self.n),
            on: self.ledger.head(),
            act,
        };
        self.proposals.push(Statement::sign(&said, &key(self.n)).unwrap());
        self.run(Event::LocalProposals).await;
        self.until(|phone| phone.proposals.is_empty()).await;
        self.synced().await;
    }

    async fn capture(&mut self, n: u8) {
        let mut document = on_device(&genesis::document(FileKind::Customer, file(n)), self.n, n);
        let change = write(&mut document, "caught in a field");
        let store = self.ledger.store().unwrap();
        let place = Place { store, file: file(n), kind: FileKind::Customer, about: None };
        self.outbox.push(Envelope::seal(place, change, device(self.n), self.ledger.head(), &key(self.n)));
        self.run(Event::LocalChanges).await;
    }
}

async fn opened(running: &Running) {
    let code = running.first_code.as_deref().unwrap().parse().unwrap();
    let reply = post(running.addr, "/v1/open", &opening(&code)).await;
    assert_eq!(wire::decode::<Opened>(&reply.1, 1000).unwrap().store, first_entry().statement.store_id());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lead_goes_from_phone_to_office_over_a_restart() {
    let dir = tempfile::tempdir().unwrap();
    let running = start(dir.path()).await;
    opened(&running).await;
    let mut office = Phone::connect(running.addr, ADMIN).await;
    office.synced().await;
    office.propose(1, Act::StaffAdded { staff: staff(ANNA), roles: vec![Role::Consultant] }).await;
    office.propose(2, Act::RolesSet { staff: staff(ADMIN), roles: vec![Role::Administrator, Role::SalesManager] }).await;

    let code = "K7Q2M0A1BZ".parse().unwrap();
    office.run(Event::Ask(place(&code))).await;
    office.until(|office| matches!(office.told.last(), Some(ToDevice::SlotOpened { .. }))).await;
    let Some(ToDevice::SlotOpened { slot, .. }) = office.told.pop() else { panic!() };
    let joined: Joined = wire::decode(&post(running.addr, "/v1/join", &joining(&code, ANNA)).await.1, 1000).unwrap();
    assert_eq!(joined.slot, slot);
    office.until(|office| office.told.iter().any(|frame| matches!(frame, ToDevice::Pending { .. }))).await;
    let enrolled =
        Act::DeviceEnrolled { device: device(ANNA), staff: staff(ANNA), key: key(ANNA).public(), name: "Phone".into() };
    office.propose(3, enrolled).await;
    let signature = StatusQuestion { slot, device: device(ANNA) }.sign(&key(ANNA));
    let reply = post(running.addr, "/v1/join/status", &JoinStatus { slot, device: device(ANNA), signature, reveal: None }).await;
    assert_eq!(wire::decode::<JoinState>(&reply.1, 100), Ok(JoinState::Admitted));

    let mut anna = Phone::connect(running.addr, ANNA).await;
    anna.synced().await;
    anna.capture(50).await;
    anna.until(|anna| anna.outbox.is_empty()).await;
    office.until(|office| office.held.len() == 1).await;

    // The relay stops and comes back: what was acknowledged is there, and a new device gets the file whole.
    running.shutdown().await;
    let running = start(dir.path()).await;
    assert_eq!(running.first_code, None);
    let mut anna = Phone::connect(running.addr, ANNA).await;
    anna.synced().await;
    assert_eq!(anna.files, 1);
    anna.capture(51).await;
    anna.until(|anna| anna.outbox.is_empty()).await;
    let mut office = Phone::connect(running.addr, ADMIN).await;
    office.synced().await;
    assert_eq!(office.files, 2);
    running.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_folder_belongs_to_one_relay_at_a_time() {
    let dir = tempfile::tempdir().unwrap();
    let running = start(dir.path()).await;
    let second = serve(Options::plain(dir.path().to_owned(), SocketAddr::from(([127, 0, 0, 1], 0)))).await;
    assert!(matches!(second, Err(super::ServeError::Folder(crate::FolderError::InUse))));
    running.shutdown().await;
    start(dir.path()).await.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bodies_that_are_none_and_wrong_codes_are_refused_in_words() {
    let dir = tempfile::tempdir().unwrap();
    let running = start(dir.path()).await;
    let client = reqwest::Client::new();
    let reply = client.post(format!("http://{}/v1/open", running.addr)).body("<!doctype html>").send().await.unwrap();
    assert_eq!(reply.status(), 400);
    assert_eq!(wire::decode::<Refused>(&reply.bytes().await.unwrap(), 100).unwrap().code, Refusal::Malformed);
    let large = client.post(format!("http://{}/v1/open", running.addr)).body(vec![0; 100_000]).send().await.unwrap();
    assert_eq!((large.status().as_u16(), large.headers()[RELAY_HEADER].as_bytes()), (413, &b"1"[..]));

    let wrong = "0000000000".parse().unwrap();
    assert_eq!(code_of(&post(running.addr, "/v1/open", &opening(&wrong)).await), Refusal::WrongCode);
    let join = joining(&wrong, 9);
    assert_eq!(code_of(&post(running.addr, "/v1/join", &join).await), Refusal::NoStore);
    opened(&running).await;
    assert_eq!(code_of(&post(running.addr, "/v1/join", &join).await), Refusal::WrongCode);

    let health = client.get(format!("http://{}/health", running.addr)).send().await.unwrap();
    assert_eq!(health.headers()[RELAY_HEADER], "1");
    assert!(health.text().await.unwrap().contains(r#""status":"ok""#));
    let metrics = client.get(format!("http://{}/metrics", running.addr)).send().await.unwrap().text().await.unwrap();
    assert!(metrics.contains("forecourt_commit_messages_bucket"), "{metrics}");
    running.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_too_large_ends_the_connection_and_a_stop_says_goodbye() {
    let dir = tempfile::tempdir().unwrap();
    let running = start(dir.path()).await;
    opened(&running).await;
    let mut office = Phone::connect(running.addr, ADMIN).await;
    office.synced().await;
    let mut other = Phone::connect(running.addr, ADMIN).await;
    let sent = other.socket.send(Message::Binary(vec![0; 2 * 1024 * 1024].into())).await;
    let mut is_open = sent.is_ok();
    while is_open {
        let message = tokio::time::timeout(PATIENCE, other.socket.next()).await.unwrap();
        is_open = matches!(message, Some(Ok(Message::Binary(_) | Message::Ping(_))));
    }
    let stopping = tokio::spawn(running.shutdown());
    office.until(|office| office.closed.is_some()).await;
    assert!(matches!(office.closed, Some(CloseReason::Bye(Refusal::Stopping | Refusal::Replaced))));
    stopping.await.unwrap();
}

/// A relay with bounds of its own.
async fn bounded(dir: &std::path::Path, limits: Limits) -> Running {
    let options = Options::plain(dir.to_owned(), SocketAddr::from(([127, 0, 0, 1], 0)));
    serve(Options { limits, ..options }).await.unwrap()
}

/// Everything that comes down a raw connection until the relay ends it.
async fn until_ended(mut stream: TcpStream) -> Vec<u8> {
    let mut heard = Vec::new();
    tokio::time::timeout(PATIENCE, stream.read_to_end(&mut heard)).await.expect("the relay ends it").unwrap();
    heard
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_that_trickles_in_is_dropped() {
    let dir = tempfile::tempdir().unwrap();
    let short = Duration::from_millis(200);
    let running = bounded(dir.path(), Limits { head: short, ..Limits::default() }).await;
    let mut head = TcpStream::connect(running.addr).await.unwrap();
    head.write_all(b"GET /health HTTP/1.1\r\nhost: relay\r\nx-").await.unwrap();
    until_ended(head).await;
    let silent = TcpStream::connect(running.addr).await.unwrap();
    until_ended(silent).await;
    running.shutdown().await;

    let running = bounded(dir.path(), Limits { request: short, ..Limits::default() }).await;
    let mut body = TcpStream::connect(running.addr).await.unwrap();
    body.write_all(b"POST /v1/open HTTP/1.1\r\nhost: relay\r\ncontent-length: 1000\r\n\r\nx").await.unwrap();
    let heard = until_ended(body).await;
    assert!(heard.starts_with(b"HTTP/1.1 408"), "{}", String::from_utf8_lossy(&heard));
    running.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_bodies_of_late_changes_are_read_at_once_and_no_more() {
    let dir = tempfile::tempdir().unwrap();
    let running = start(dir.path()).await;
    let begin = "POST /v1/late HTTP/1.1\r\nhost: relay\r\ncontent-length: 1000\r\n\r\nx";
    let mut held = Vec::new();
    for _ in 0..2 {
        let mut socket = TcpStream::connect(running.addr).await.unwrap();
        socket.write_all(begin.as_bytes()).await.unwrap();
        held.push(socket);
    }
    let until = |code| async move {
        let answered = async { while code_of(&post(running.addr, "/v1/late", &0).await) != code {} };
        tokio::time::timeout(PATIENCE, answered).await.unwrap();
    };
    until(Refusal::Busy).await;
    drop(held);
    until(Refusal::Malformed).await;
    running.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_socket_that_gives_no_sign_of_life_is_pinged_and_then_ended() {
    // Two relays, for whichever is due comes first on a machine that stood still for a moment.
    let dir = tempfile::tempdir().unwrap();
    let short = Duration::from_millis(200);
    let running = bounded(dir.path(), Limits { ping: short, ..Limits::default() }).await;
    let mut socket = raw_session(running.addr).await;
    let mut ping = [0; 2];
    tokio::time::timeout(PATIENCE, socket.read_exact(&mut ping)).await.expect("it is pinged").unwrap();
    assert_eq!(ping, [0x89, 0x00], "an empty ping");
    drop(socket);
    running.shutdown().await;

    let running = bounded(dir.path(), Limits { silence: short, ..Limits::default() }).await;
    until_ended(raw_session(running.addr).await).await;
    running.shutdown().await;
}

/// A session of bare bytes, just begun.
async fn raw_session(addr: SocketAddr) -> TcpStream {
    let upgrade = "GET /v1/sync HTTP/1.1\r\nhost: relay\r\nconnection: upgrade\r\nupgrade: websocket\r\n\
        sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    let mut socket = TcpStream::connect(addr).await.unwrap();
    socket.write_all(upgrade.as_bytes()).await.unwrap();
    let mut head = Vec::new();
    // One byte after the other: a frame may follow at once.
    while !head.ends_with(b"\r\n\r\n") {
        head.push(socket.read_u8().await.unwrap());
    }
    assert!(head.starts_with(b"HTTP/1.1 101"), "{}", String::from_utf8_lossy(&head));
    socket
}

/// A frame as a client sends it, masked with nothing.
fn frame(first: u8, words: &[u8]) -> Vec<u8> {
    let length = u8::try_from(words.len()).unwrap();
    [&[first, 0x80 | length, 0, 0, 0, 0], words].concat()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_that_trickles_in_between_signs_of_life_is_ended_and_a_quiet_device_is_not() {
    const BEGINS: u8 = 0x02;
    const GOES_ON: u8 = 0x00;
    const PONG: u8 = 0x8a;
    let dir = tempfile::tempdir().unwrap();
    let limits = Limits { message: Duration::from_millis(600), ..Limits::default() };
    let options = Options::plain(dir.path().to_owned(), SocketAddr::from(([127, 0, 0, 1], 0)));
    let config = crate::relay::Config { sign_in_ms: 3_600_000, ..options.config };
    let running = serve(Options { limits, config, ..options }).await.unwrap();
    let (mut quiet, mut trickling) = (raw_session(running.addr).await, raw_session(running.addr).await);
    trickling.write_all(&frame(BEGINS, b"x")).await.unwrap();
    let began = tokio::time::Instant::now();
    let mut ended_after = None;
    let mut beat = tokio::time::interval(Duration::from_millis(50));
    while ended_after.is_none() && began.elapsed() < PATIENCE {
        beat.tick().await;
        quiet.write_all(&frame(PONG, b"alive")).await.unwrap();
        let piece = [frame(GOES_ON, b"x"), frame(PONG, b"")].concat();
        let mut buffer = [0; 16];
        let is_over = trickling.write_all(&piece).await.is_err() || matches!(trickling.try_read(&mut buffer), Ok(0));
        ended_after = is_over.then(|| began.elapsed());
    }
    let ended_after = ended_after.expect("it is ended");
    assert!(ended_after >= Duration::from_millis(600), "{ended_after:?}");
    assert!(matches!(quiet.try_read(&mut [0; 16]), Err(error) if error.kind() == std::io::ErrorKind::WouldBlock), "it is served");
    running.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_says_too_much_is_read_more_slowly_and_never_refused() {
    let dir = tempfile::tempdir().unwrap();
    let running = bounded(dir.path(), Limits { messages_per_second: 200, burst: 3, ..Limits::default() }).await;
    opened(&running).await;
    let mut office = Phone::connect(running.addr, ADMIN).await;
    office.synced().await;
    let begin = tokio::time::Instant::now();
    for _ in 0..60 {
        office.say(&ToRelay::AskDevices).await;
    }
    office.until(|office| office.told.len() >= 60).await;
    assert!(begin.elapsed() >= Duration::from_millis(250), "sixty at two hundred a second: {:?}", begin.elapsed());
    running.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reader_that_is_too_slow_is_cut_off_and_catches_up_by_its_cursor() {
    let dir = tempfile::tempdir().unwrap();
    let limits = Limits { reader_queue: 4, burst: 10_000, ..Limits::default() };
    let running = bounded(dir.path(), limits).await;
    opened(&running).await;
    let mut office = Phone::connect(running.addr, ADMIN).await;
    office.synced().await;
    office.propose(1, Act::StaffAdded { staff: staff(ANNA), roles: vec![Role::Consultant] }).await;
    office.propose(2, Act::RolesSet { staff: staff(ADMIN), roles: vec![Role::Administrator, Role::SalesManager] }).await;
    let name = "Phone".into();
    office.propose(3, Act::DeviceEnrolled { device: device(ANNA), staff: staff(ANNA), key: key(ANNA).public(), name }).await;
    let mut anna = Phone::connect(running.addr, ANNA).await;
    anna.synced().await;
    // The office does not read while far more than its socket takes is on its way to it.
    for n in 100..200 {
        let mut document = on_device(&genesis::document(FileKind::Customer, file(n)), ANNA, n);
        let change = write(&mut document, &"x".repeat(110_000));
        let place = Place { store: first_entry().statement.store_id(), file: file(n), kind: FileKind::Customer, about: None };
        anna.outbox.push(Envelope::seal(place, change, device(ANNA), anna.ledger.head(), &key(ANNA)));
        anna.run(Event::LocalChanges).await;
        anna.until(|anna| anna.outbox.is_empty()).await;
    }
    let mut is_open = true;
    while is_open {
        let message = tokio::time::timeout(PATIENCE, office.socket.next()).await.expect("cut off");
        is_open = matches!(message, Some(Ok(Message::Binary(_) | Message::Ping(_))));
    }
    let mut again = Phone::connect(running.addr, ADMIN).await;
    again.synced().await;
    assert_eq!(again.files, 100, "all of it");
    running.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_finds_all_places_taken_waits_for_one() {
    let dir = tempfile::tempdir().unwrap();
    let running = bounded(dir.path(), Limits { connections: 1, ..Limits::default() }).await;
    let (first, _) = connect_async(format!("ws://{}/v1/sync", running.addr)).await.unwrap();
    let health = reqwest::get(format!("http://{}/health", running.addr));
    let mut health = tokio::spawn(health);
    assert!(tokio::time::timeout(Duration::from_millis(300), &mut health).await.is_err(), "no place");
    drop(first);
    let answered = tokio::time::timeout(PATIENCE, health).await.unwrap().unwrap().unwrap();
    assert_eq!(answered.status(), 200);
    running.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn metrics_are_for_this_machine_or_for_who_knows_the_token() {
    let dir = tempfile::tempdir().unwrap();
    let running = start(dir.path()).await;
    let client = reqwest::Client::new();
    let ask = |addr: SocketAddr| client.get(format!("http://{addr}/metrics"));
    let text = ask(running.addr).send().await.unwrap().text().await.unwrap();
    // Whose figures they are at this moment is not said here: all relays of a process count in one place.
    for name in ["forecourt_gate_shut", "forecourt_head", "forecourt_ledger_entries"] {
        let figure = text.lines().find_map(|line| line.strip_prefix(name)?.trim().parse::<f64>().ok());
        assert!(figure.is_some(), "{name}: {text}");
    }
    let by_proxy = ask(running.addr).header("x-forwarded-for", "203.0.113.9").send().await.unwrap();
    assert_eq!(by_proxy.status(), 404, "a proxy on this machine speaks for others");
    running.shutdown().await;

    let options = Options::plain(dir.path().to_owned(), SocketAddr::from(([127, 0, 0, 1], 0)));
    let running = serve(Options { metrics_token: Some("s3cret".to_owned()), ..options }).await.unwrap();
    assert_eq!(ask(running.addr).send().await.unwrap().status(), 404);
    assert_eq!(ask(running.addr).bearer_auth("wrong").send().await.unwrap().status(), 404);
    assert_eq!(ask(running.addr).bearer_auth("s3cret").send().await.unwrap().status(), 200);
    running.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restored_relay_says_that_its_gate_is_shut() {
    let dir = tempfile::tempdir().unwrap();
    let running = start(dir.path()).await;
    opened(&running).await;
    running.shutdown().await;
    let backup = dir.path().join("a.backup");
    let world = forecourt_core::clock::World::system();
    crate::archive::backup(dir.path(), &backup, world.now(), None).unwrap();
    let place = tempfile::tempdir().unwrap();
    crate::archive::restore(place.path(), &backup, &world).unwrap();
    let running = start(place.path()).await;
    let health = reqwest::get(format!("http://{}/health", running.addr)).await.unwrap().text().await.unwrap();
    assert!(health.contains(r#""gate":"shut""#), "{health}");
    running.shutdown().await;
}
