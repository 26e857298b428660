//! The one thread that drives the relay: takes what waits, commits once, then lets the answers go (group commit).

use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use forecourt_core::sync::{
    Refusal,
    http::{Join, JoinState, JoinStatus, Joined, Late, LateKept, Open, Opened},
};
use metrics_exporter_prometheus::PrometheusHandle;
use tokio::{
    runtime::Runtime,
    sync::{mpsc, oneshot},
    time::Instant,
};

use super::{
    limits::Limits,
    telemetry::{self, ANSWER_SECONDS, BATCH_MESSAGES, SLOW_READERS},
};
use crate::{
    folder::Folder,
    relay::{ConnId, Outgoing, Relay},
};

/// Messages of all connections that may wait for the writer.
const QUEUE: usize = 1024;
/// Messages taken into one commit.
const BATCH: usize = 256;
/// How long a batch may grow before it is committed.
const BATCH_TIME: Duration = Duration::from_millis(40);
/// After this time without messages files are packed.
const IDLE: Duration = Duration::from_millis(250);
const TICK: Duration = Duration::from_secs(1);
/// Files packed between two looks at the queue.
const PACK: usize = 16;

/// What a connection is told to do.
#[derive(Debug)]
pub(super) enum Out {
    Message(Arc<Vec<u8>>),
    Close,
}

type Reply<T> = oneshot::Sender<Result<T, Refusal>>;

enum In {
    Connect { out: mpsc::Sender<Out>, reply: oneshot::Sender<ConnId> },
    Message { conn: ConnId, bytes: Vec<u8>, at: Instant },
    Gone { conn: ConnId },
    Open(Box<Open>, Reply<Opened>),
    Join(Box<Join>, Reply<Joined>),
    JoinStatus(JoinStatus, Reply<JoinState>),
    Late(Box<Late>, Reply<LateKept>),
    Stop,
}

/// The way to the writer.
#[derive(Debug, Clone)]
pub(super) struct Writer {
    way: mpsc::Sender<In>,
    limits: Limits,
    /// Whether the relay came back from a backup and waits.
    is_shut: Arc<AtomicBool>,
}

impl std::fmt::Debug for In {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("In")
    }
}

/// The writer has ended.
#[derive(Debug)]
pub(super) struct Ended;

impl Writer {
    /// A new connection, and what it will be told.
    pub(super) async fn connect(&self) -> Result<(ConnId, mpsc::Receiver<Out>), Ended> {
        let (out, outgoing) = mpsc::channel(self.limits.reader_queue.max(1));
        let (reply, answer) = oneshot::channel();
        self.way.send(In::Connect { out, reply }).await.map_err(|_| Ended)?;
        Ok((answer.await.map_err(|_| Ended)?, outgoing))
    }

    pub(super) async fn message(&self, conn: ConnId, bytes: Vec<u8>, at: Instant) -> Result<(), Ended> {
        self.way.send(In::Message { conn, bytes, at }).await.map_err(|_| Ended)
    }

    pub(super) async fn gone(&self, conn: ConnId) {
        // A writer that ended has no connections to forget.
        let _ended = self.way.send(In::Gone { conn }).await;
    }

    pub(super) async fn open(&self, open: Open) -> Result<Opened, Refusal> {
        self.ask(|reply| In::Open(Box::new(open), reply)).await
    }

    pub(super) async fn join(&self, join: Join) -> Result<Joined, Refusal> {
        self.ask(|reply| In::Join(Box::new(join), reply)).await
    }

    pub(super) async fn join_status(&self, status: JoinStatus) -> Result<JoinState, Refusal> {
        self.ask(|reply| In::JoinStatus(status, reply)).await
    }

    pub(super) async fn late(&self, late: Late) -> Result<LateKept, Refusal> {
        self.ask(|reply| In::Late(Box::new(late), reply)).await
    }

    async fn ask<T>(&self, question: impl FnOnce(Reply<T>) -> In) -> Result<T, Refusal> {
        let (reply, answer) = oneshot::channel();
        self.way.send(question(reply)).await.map_err(|_| Refusal::Stopping)?;
        answer.await.unwrap_or(Err(Refusal::Stopping))
    }

    /// Takes what is queued, says goodbye to everyone, ends.
    pub(super) async fn stop(&self) {
        if self.way.send(In::Stop).await.is_ok() {
            self.way.closed().await;
        }
    }

    pub(super) async fn ended(&self) {
        self.way.closed().await;
    }

    pub(super) const fn limits(&self) -> Limits {
        self.limits
    }

    pub(super) fn is_shut(&self) -> bool {
        self.is_shut.load(Ordering::Relaxed)
    }

    pub(super) fn is_alive(&self) -> bool {
        !self.way.is_closed()
    }
}

/// Starts the thread.
pub(super) fn start(
    relay: Relay,
    folder: Folder,
    metrics: PrometheusHandle,
    limits: Limits,
) -> std::io::Result<(Writer, std::thread::JoinHandle<()>)> {
    let (send, queue) = mpsc::channel(QUEUE);
    // Its own, for its timers only: it must outlive the runtime that carries the sockets.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
    let mut desk = Desk {
        relay,
        _folder: folder,
        readers: HashMap::new(),
        answers: Vec::new(),
        arrivals: Vec::new(),
        metrics,
        is_shut: Arc::default(),
    };
    desk.tell_figures();
    let is_shut = Arc::clone(&desk.is_shut);
    let thread = std::thread::Builder::new().name("relay-writer".to_owned()).spawn(move || desk.work(queue, &runtime))?;
    Ok((Writer { way: send, limits, is_shut }, thread))
}

struct Desk {
    relay: Relay,
    /// Given back once the relay is closed.
    _folder: Folder,
    readers: HashMap<ConnId, mpsc::Sender<Out>>,
    /// Answers to HTTP requests, given after the commit.
    answers: Vec<Box<dyn FnOnce(bool) + Send>>,
    arrivals: Vec<Instant>,
    metrics: PrometheusHandle,
    is_shut: Arc<AtomicBool>,
}

impl Desk {
    fn work(&mut self, mut queue: mpsc::Receiver<In>, runtime: &Runtime) {
        let mut ticked = Instant::now();
        loop {
            let first = runtime.block_on(async { tokio::time::timeout(IDLE, queue.recv()).await });
            let is_last = match first {
                Ok(Some(first)) => self.take_batch(first, &mut queue),
                Ok(None) => return,
                Err(_) => {
                    self.pack();
                    false
                }
            };
            if ticked.elapsed() >= TICK {
                ticked = Instant::now();
                self.relay.tick();
                self.tell_figures();
                self.metrics.run_upkeep();
            }
            if is_last {
                self.relay.say_goodbye();
            }
            self.finish();
            if is_last {
                return;
            }
        }
    }

    /// Whether the writer is to stop.
    fn take_batch(&mut self, first: In, queue: &mut mpsc::Receiver<In>) -> bool {
        let begin = Instant::now();
        let mut next = Some(first);
        let mut taken = 0_u32;
        while let Some(incoming) = next {
            taken += 1;
            if self.take(incoming) {
                return true;
            }
            let is_full = taken as usize >= BATCH || begin.elapsed() >= BATCH_TIME;
            next = if is_full { None } else { queue.try_recv().ok() };
        }
        metrics::histogram!(BATCH_MESSAGES).record(f64::from(taken));
        false
    }

    fn take(&mut self, incoming: In) -> bool {
        match incoming {
            In::Connect { out, reply } => {
                let conn = self.relay.connect();
                self.readers.insert(conn, out);
                if reply.send(conn).is_err() {
                    self.forget(conn);
                }
            }
            In::Message { conn, bytes, at } => {
                self.arrivals.push(at);
                self.relay.receive(conn, &bytes);
            }
            In::Gone { conn } => self.forget(conn),
            In::Open(open, reply) => {
                let answer = self.relay.open_store(&open);
                self.answer_later(answer, reply);
            }
            In::Join(join, reply) => {
                let answer = self.relay.join(&join);
                self.answer_later(answer, reply);
            }
            In::JoinStatus(status, reply) => {
                let answer = self.relay.join_status(&status);
                self.answer_later(answer, reply);
            }
            In::Late(late, reply) => {
                let answer = self.relay.take_late(&late);
                self.answer_later(answer, reply);
            }
            In::Stop => return true,
        }
        false
    }

    fn answer_later<T: Send + 'static>(&mut self, answer: Result<T, Refusal>, reply: Reply<T>) {
        self.answers.push(Box::new(move |is_kept| {
            // Nobody waits any longer if the client went away.
            let _gone = reply.send(if is_kept { answer } else { Err(Refusal::NotStored) });
        }));
    }

    /// Commits, then lets everything go.
    fn finish(&mut self) {
        let committed = self.relay.commit();
        if let Err(error) = &committed {
            tracing::error!(%error, "nothing since the last commit was kept; all devices come back and try again");
        }
        for outgoing in self.relay.take_outgoing() {
            match outgoing {
                Outgoing::Message { conn, bytes } => self.pass_on(conn, Out::Message(bytes)),
                Outgoing::Close { conn } => {
                    self.pass_on(conn, Out::Close);
                    self.readers.remove(&conn);
                }
            }
        }
        for answer in self.answers.drain(..) {
            answer(committed.is_ok());
        }
        for at in self.arrivals.drain(..) {
            metrics::histogram!(ANSWER_SECONDS).record(at.elapsed().as_secs_f64());
        }
    }

    /// A reader whose queue is full is cut off; it catches up by its cursor.
    fn pass_on(&mut self, conn: ConnId, out: Out) {
        let Some(reader) = self.readers.get(&conn) else { return };
        match reader.try_send(out) {
            Ok(()) => {}
            Err(mpsc::error::TrySendError::Full(_)) => {
                metrics::counter!(SLOW_READERS).increment(1);
                self.forget(conn);
            }
            Err(mpsc::error::TrySendError::Closed(_)) => self.forget(conn),
        }
    }

    fn forget(&mut self, conn: ConnId) {
        self.readers.remove(&conn);
        self.relay.disconnect(conn);
    }

    fn tell_figures(&self) {
        let figures = self.relay.figures();
        self.is_shut.store(figures.is_shut, Ordering::Relaxed);
        telemetry::tell(&figures);
    }

    fn pack(&mut self) {
        if let Err(error) = self.relay.pack_some(PACK) {
            tracing::error!(%error, "files could not be packed");
        }
    }
}
