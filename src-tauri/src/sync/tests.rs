use std::sync::Mutex;

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
    sync::mpsc,
};
use tokio_tungstenite::{
    accept_hdr_async,
    tungstenite::{
        Message,
        handshake::server::{Request, Response},
    },
};

use super::*;
use crate::stop;

/// A line that notes what happens to it and answers what a test wants.
struct Noted {
    address: Mutex<Option<Address>>,
    happened: mpsc::UnboundedSender<Happened>,
    to_send: Mutex<Vec<Vec<u8>>>,
}

#[derive(Debug, PartialEq, Eq)]
enum Happened {
    Received(Vec<u8>),
    Closed,
    Failed(Failure),
}

impl Line for Noted {
    fn address(&self) -> Option<Address> {
        self.address.lock().unwrap().clone()
    }
    fn opened(&self) -> Result<Vec<Vec<u8>>, Goodbye> {
        Ok(vec![b"hello".to_vec()])
    }
    fn received(&self, message: &[u8]) -> Result<Vec<Vec<u8>>, Goodbye> {
        self.happened.send(Happened::Received(message.to_vec())).unwrap();
        match message {
            b"bye" => Err(Goodbye { is_final: false }),
            b"bye for ever" => Err(Goodbye { is_final: true }),
            b"panic" => panic!("wanted by the test"),
            _ => Ok(vec![[b"re:", message].concat()]),
        }
    }
    fn poll(&self) -> Result<Vec<Vec<u8>>, Goodbye> {
        Ok(std::mem::take(&mut self.to_send.lock().unwrap()))
    }
    fn tick(&self) -> Result<Vec<Vec<u8>>, Goodbye> {
        Ok(Vec::new())
    }
    fn closed(&self) {
        // A test may have ended.
        let _ = self.happened.send(Happened::Closed);
    }
    fn failed(&self, why: Failure) {
        let _ = self.happened.send(Happened::Failed(why));
    }
}

struct Driven {
    line: Arc<Noted>,
    happened: mpsc::UnboundedReceiver<Happened>,
    waker: Waker,
    stopper: stop::Stopper,
    task: tokio::task::JoinHandle<()>,
}

fn driven(address: Option<Address>) -> Driven {
    let (sender, happened) = mpsc::unbounded_channel();
    let line = Arc::new(Noted { address: Mutex::new(address), happened: sender, to_send: Mutex::default() });
    let (stopper, stop) = stop::pair();
    let waker = Waker::default();
    let task = tokio::spawn(drive(line.clone(), waker.clone(), World::system(), stop));
    Driven { line, happened, waker, stopper, task }
}

async fn listener() -> (TcpListener, Address) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    (listener, Address { url, pin: None })
}

type RelaySocket = tokio_tungstenite::WebSocketStream<TcpStream>;
use tokio::net::TcpStream;

async fn accept(listener: &TcpListener) -> RelaySocket {
    let (stream, _) = listener.accept().await.unwrap();
    #[expect(clippy::result_large_err, reason = "the callback's type is the library's")]
    let sign = |request: &Request, mut response: Response| {
        assert_eq!(request.uri().path(), "/v1/sync");
        response.headers_mut().insert("forecourt-relay", "1".parse().unwrap());
        Ok(response)
    };
    accept_hdr_async(stream, sign).await.unwrap()
}

async fn next_binary(socket: &mut RelaySocket) -> Vec<u8> {
    use futures_util::StreamExt as _;
    loop {
        if let Message::Binary(bytes) = socket.next().await.unwrap().unwrap() {
            return bytes.to_vec();
        }
    }
}

async fn say(socket: &mut RelaySocket, text: &[u8]) {
    use futures_util::SinkExt as _;
    socket.send(Message::Binary(text.to_vec().into())).await.unwrap();
}

#[tokio::test]
async fn messages_go_both_ways_and_a_wake_sends_what_waits() {
    let (listener, address) = listener().await;
    let mut app = driven(Some(address));
    let mut relay = accept(&listener).await;
    assert_eq!(next_binary(&mut relay).await, b"hello");
    say(&mut relay, b"challenge").await;
    assert_eq!(next_binary(&mut relay).await, b"re:challenge");
    app.line.to_send.lock().unwrap().push(b"a change".to_vec());
    app.waker.wake();
    assert_eq!(next_binary(&mut relay).await, b"a change");
    assert_eq!(app.happened.recv().await, Some(Happened::Received(b"challenge".to_vec())));
    app.stopper.stop();
    app.task.await.unwrap();
    assert_eq!(app.happened.recv().await, Some(Happened::Closed));
}

#[tokio::test]
async fn a_line_that_was_cut_is_taken_up_again() {
    let (listener, address) = listener().await;
    let mut app = driven(Some(address));
    drop(accept(&listener).await);
    assert_eq!(app.happened.recv().await, Some(Happened::Closed));
    let mut relay = accept(&listener).await;
    assert_eq!(next_binary(&mut relay).await, b"hello");
}

#[tokio::test]
async fn a_goodbye_ends_the_connection_and_not_the_driver() {
    let (listener, address) = listener().await;
    let mut app = driven(Some(address));
    let mut relay = accept(&listener).await;
    say(&mut relay, b"bye").await;
    assert_eq!(app.happened.recv().await, Some(Happened::Received(b"bye".to_vec())));
    assert_eq!(app.happened.recv().await, Some(Happened::Closed));
    accept(&listener).await;
}

#[tokio::test]
async fn a_person_who_asks_is_not_made_to_wait_for_a_long_pause() {
    for last_word in [b"bye for ever".as_slice(), b"panic"] {
        let (listener, address) = listener().await;
        let mut app = driven(Some(address));
        let mut relay = accept(&listener).await;
        say(&mut relay, last_word).await;
        while app.happened.recv().await != Some(Happened::Closed) {}
        app.waker.wake();
        accept(&listener).await;
    }
}

#[tokio::test]
async fn without_a_store_nothing_is_tried_until_one_is_opened() {
    let (listener, address) = listener().await;
    let app = driven(None);
    *app.line.address.lock().unwrap() = Some(address);
    app.waker.wake();
    accept(&listener).await;
}

#[tokio::test]
async fn a_store_that_is_closed_leaves_its_relay() {
    let (listener, address) = listener().await;
    let mut app = driven(Some(address));
    let mut relay = accept(&listener).await;
    next_binary(&mut relay).await;
    *app.line.address.lock().unwrap() = None;
    app.waker.wake();
    assert_eq!(app.happened.recv().await, Some(Happened::Closed));
}

/// Answers one connection with these bytes.
async fn failed_after(answer: &'static str) -> Failure {
    let (listener, address) = listener().await;
    let mut app = driven(Some(address));
    let (mut stream, _) = listener.accept().await.unwrap();
    let mut request = [0; 2048];
    assert!(stream.read(&mut request).await.unwrap() > 0);
    stream.write_all(answer.as_bytes()).await.unwrap();
    drop(stream);
    match app.happened.recv().await.unwrap() {
        Happened::Failed(why) => why,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn what_answers_in_place_of_a_relay_is_told_apart() {
    let portal = "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 20\r\n\r\n<html>sign in</html>";
    assert_eq!(failed_after(portal).await, Failure::NotARelay);
    let elsewhere = "HTTP/1.1 302 Found\r\nlocation: http://portal.example/\r\ncontent-length: 0\r\n\r\n";
    assert_eq!(failed_after(elsewhere).await, Failure::NotARelay);
    let newer = "HTTP/1.1 426 Upgrade Required\r\nforecourt-relay: 9\r\ncontent-length: 0\r\n\r\n";
    assert_eq!(failed_after(newer).await, Failure::OtherVersion);
    let stopping = "HTTP/1.1 503 Service Unavailable\r\nforecourt-relay: 1\r\ncontent-length: 0\r\n\r\n";
    assert_eq!(failed_after(stopping).await, Failure::Unreachable);
    // A road that was cut, or a relay that is being restarted, says nothing at all.
    assert_eq!(failed_after("").await, Failure::Unreachable);
    assert_eq!(failed_after("SSH-2.0-OpenSSH_9.2\r\n").await, Failure::NotARelay);
}

#[tokio::test]
async fn nobody_at_the_address_is_unreachable() {
    let (listener, address) = listener().await;
    drop(listener);
    assert_eq!(driven(Some(address)).happened.recv().await, Some(Happened::Failed(Failure::Unreachable)));
}
