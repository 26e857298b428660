//! The door to the relay: what answers is told apart, whatever its status says.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up must fail")]

use forecourt_app::door::HttpDoor;
use forecourt_core::app::outside::{Address, Door as _, DoorError, RelayPin};
use forecourt_relay::{Options, serve};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
    runtime::Handle,
};

async fn asked(answer: Vec<u8>) -> Result<Vec<u8>, DoorError> {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = Address { url: format!("http://{}", listener.local_addr().unwrap()), pin: None };
    let served = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut request = [0; 4096];
        let read = stream.read(&mut request).await.unwrap();
        stream.write_all(&answer).await.unwrap();
        String::from_utf8_lossy(&request[..read]).into_owned()
    });
    let door = HttpDoor::new(Handle::current());
    let answered = tokio::task::spawn_blocking(move || door.post(&address, "/v1/join", b"cbor".to_vec())).await.unwrap();
    assert!(served.await.unwrap().starts_with("POST /v1/join "));
    answered
}

fn answer(status: &str, headers: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status}\r\n{headers}content-length: {}\r\nconnection: close\r\n\r\n{body}", body.len()).into_bytes()
}

#[tokio::test]
async fn a_relay_is_told_from_a_portal_a_refusal_and_another_age() {
    let relay = "forecourt-relay: 1\r\n";
    assert_eq!(asked(answer("200 OK", relay, "yes")).await, Ok(b"yes".to_vec()));
    assert_eq!(asked(answer("403 Forbidden", relay, "why")).await, Err(DoorError::Refused(b"why".to_vec())));
    assert_eq!(asked(answer("404 Not Found", relay, "")).await, Err(DoorError::OtherVersion));
    let portal = answer("200 OK", "content-type: text/html\r\n", "<html>sign in</html>");
    assert_eq!(asked(portal).await, Err(DoorError::NotARelay));
    assert_eq!(asked(answer("302 Found", "location: http://127.0.0.1:1/\r\n", "")).await, Err(DoorError::NotARelay));
    assert_eq!(asked(answer("200 OK", relay, &"x".repeat(70_000))).await, Err(DoorError::NotARelay));
}

#[tokio::test]
async fn nobody_there_is_unreachable_and_no_address_is_no_relay() {
    let door = HttpDoor::new(Handle::current());
    let asked = tokio::task::spawn_blocking(move || {
        ["http://127.0.0.1:1", "not an address"].map(|url| {
            let address = Address { url: url.to_owned(), pin: None };
            door.post(&address, "/v1/join", Vec::new())
        })
    });
    let [nobody, words] = asked.await.unwrap();
    assert_eq!(nobody, Err(DoorError::Unreachable));
    assert_eq!(words, Err(DoorError::NotARelay));
}

/// Asks on a thread that may block.
async fn on_a_thread<T: Send + 'static>(ask: impl FnOnce(HttpDoor) -> T + Send + 'static) -> T {
    let door = HttpDoor::new(Handle::current());
    tokio::task::spawn_blocking(move || ask(door)).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_relay_is_known_by_its_certificate_and_nobody_else_is_told_anything() {
    let dir = tempfile::tempdir().unwrap();
    let start = || serve(Options::new(dir.path().join("relay"), "127.0.0.1:0".parse().unwrap()));
    let relay = start().await.unwrap();
    let (url, pin) = (relay.url(relay.addr), relay.pin);
    let asked = on_a_thread({
        let url = url.clone();
        move |door| {
            let at = |pin| Address { url: url.clone(), pin };
            let ask = |pin| door.post(&at(pin), "/v1/join/status", b"not CBOR".to_vec());
            (door.look(&url), ask(pin), ask(Some(RelayPin::from_bytes([7; 32]))), ask(None))
        }
    });
    let (seen, known, other, unknown) = asked.await;
    assert_eq!(seen, Ok(pin));
    assert!(matches!(known, Err(DoorError::Refused(_))), "it answers who knows it: {known:?}");
    assert_eq!(other, Err(DoorError::OtherIdentity));
    assert_eq!(unknown, Err(DoorError::OtherIdentity), "nothing is said to somebody unknown");
    relay.shutdown().await;
    let again = start().await.unwrap();
    assert_eq!(again.pin, pin, "a restart makes a new certificate with the same key");
    again.shutdown().await;
}

#[tokio::test]
async fn what_speaks_no_tls_is_no_relay() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            // Whoever asked may be gone by then.
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await;
        }
    });
    let asked = on_a_thread(move |door| {
        let address = Address { url: url.clone(), pin: Some(RelayPin::from_bytes([7; 32])) };
        (door.look(&url), door.post(&address, "/v1/join", Vec::new()))
    });
    assert_eq!(asked.await, (Err(DoorError::NotARelay), Err(DoorError::NotARelay)));
}
