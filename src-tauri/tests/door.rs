//! The door to the relay: what answers is told apart, whatever its status says.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up must fail")]

use forecourt_app::{door::HttpDoor, tls};
use forecourt_core::app::outside::{Door as _, DoorError};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
    runtime::Handle,
};

async fn asked(answer: Vec<u8>) -> Result<Vec<u8>, DoorError> {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let served = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut request = [0; 4096];
        let read = stream.read(&mut request).await.unwrap();
        stream.write_all(&answer).await.unwrap();
        String::from_utf8_lossy(&request[..read]).into_owned()
    });
    let door = HttpDoor::new(Handle::current(), tls::terms().unwrap()).unwrap();
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
    let door = HttpDoor::new(Handle::current(), tls::terms().unwrap()).unwrap();
    let asked = tokio::task::spawn_blocking(move || {
        ["127.0.0.1:1", "not an address"].map(|address| door.post(address, "/v1/join", Vec::new()))
    });
    let [nobody, words] = asked.await.unwrap();
    assert_eq!(nobody, Err(DoorError::Unreachable));
    assert_eq!(words, Err(DoorError::NotARelay));
}
