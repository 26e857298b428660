//! What may answer in a relay's place.

use std::{
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    thread,
};

use forecourt_core::sync::{Incarnation, Nonce, frame::ToDevice};
use tokio_tungstenite::tungstenite::{
    Message, accept_hdr,
    handshake::server::{Request, Response},
};

/// The sign-in page of a network: it answers everything, and always the same.
pub fn portal() -> SocketAddr {
    serve(|stream| {
        let page = "<!doctype html><title>欢迎使用免费 Wi-Fi</title>";
        let head = format!("content-type: text/html\r\ncontent-length: {}\r\nconnection: close", page.len());
        reply(stream, &format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n{page}"));
    })
}

/// A relay of a later age, which has forgotten how this one speaks.
pub fn later_relay() -> SocketAddr {
    serve(|stream| {
        let mut first = [0; 12];
        if stream.peek(&mut first).is_ok() && first.starts_with(b"GET /v1/sync") {
            challenge(stream);
        } else {
            reply(stream, "HTTP/1.1 404 Not Found\r\nforecourt-relay: 99\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        }
    })
}

/// The same, which says yes to everything in words that this one does not understand.
pub fn willing_later_relay() -> SocketAddr {
    serve(|stream| {
        let head = "forecourt-relay: 99\r\ncontent-type: application/cbor\r\ncontent-length: 3\r\nconnection: close";
        reply(stream, &format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\nyes"));
    })
}

fn serve(answer: fn(TcpStream)) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        listener.incoming().map_while(Result::ok).for_each(|stream| drop(thread::spawn(move || answer(stream))))
    });
    address
}

/// Reads the head of a request and answers; whoever asked may be gone by then.
fn reply(mut stream: TcpStream, answer: &str) {
    let mut request = Vec::new();
    let mut buffer = [0; 1024];
    while !request.windows(4).any(|four| four == b"\r\n\r\n") {
        match stream.read(&mut buffer) {
            Ok(count) if count > 0 => request.extend_from_slice(&buffer[..count]),
            _ => return,
        }
    }
    let _ = stream.write_all(answer.as_bytes());
}

fn challenge(stream: TcpStream) {
    #[expect(clippy::result_large_err, reason = "the callback's type is the library's")]
    let name = |_: &Request, mut response: Response| {
        response.headers_mut().insert("forecourt-relay", "99".parse().unwrap());
        Ok(response)
    };
    let Ok(mut socket) = accept_hdr(stream, name) else { return };
    let (incarnation, nonce) = (Incarnation::from_bytes([9; 16]), Nonce::from_bytes([9; 32]));
    let challenge = ToDevice::Challenge { protocol: 99, incarnation, nonce, seal_key: [0; 32] }.encode().unwrap();
    if socket.read().is_ok() && socket.send(Message::Binary(challenge.into())).is_ok() {
        while socket.read().is_ok() {}
    }
}
