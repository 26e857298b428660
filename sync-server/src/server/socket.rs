//! One WebSocket: bytes to the writer, bytes from the writer. Reading and writing never wait for each other.

use axum::{
    Extension,
    body::Bytes,
    extract::{
        State, WebSocketUpgrade,
        ws::{Message, WebSocket},
    },
    response::Response,
};
use forecourt_core::sync::frame::TO_RELAY_LIMIT;
use futures_util::{
    SinkExt as _, StreamExt as _,
    stream::{SplitSink, SplitStream},
};
use tokio::{sync::mpsc, time::Instant};

use super::{
    Peer,
    heard::{Heard, Unfinished},
    limits::Limits,
    telemetry::{CONNECTED, DELAYED, TIMEOUTS},
    throttle::Throttle,
    writer::{Out, Writer},
};
use crate::relay::ConnId;

const WRITE_BUFFER: usize = 16 * 1024 * 1024;

/// Makes a request into a session.
pub(super) async fn upgrade(
    State(writer): State<Writer>,
    Extension(peer): Extension<Peer>,
    upgrade: WebSocketUpgrade,
) -> Response {
    upgrade.max_message_size(TO_RELAY_LIMIT).max_frame_size(TO_RELAY_LIMIT).max_write_buffer_size(WRITE_BUFFER).on_upgrade(
        |socket| async move {
            carry(socket, writer, peer.heard.clone()).await;
            drop(peer);
        },
    )
}

async fn carry(socket: WebSocket, writer: Writer, heard: Heard) {
    let Ok((conn, outgoing)) = writer.connect().await else { return };
    metrics::gauge!(CONNECTED).increment(1.0);
    let (sink, stream) = socket.split();
    tokio::select! {
        () = read(stream, &writer, conn, Unfinished::new(heard)) => {}
        () = write(sink, outgoing, writer.limits()) => {}
    }
    metrics::gauge!(CONNECTED).decrement(1.0);
    writer.gone(conn).await;
}

async fn read(mut stream: SplitStream<WebSocket>, writer: &Writer, conn: ConnId, mut unfinished: Unfinished) {
    let limits = writer.limits();
    let mut throttle = Throttle::new(Instant::now(), &limits);
    loop {
        let message = match tokio::time::timeout(limits.silence, stream.next()).await {
            Ok(Some(Ok(message))) => message,
            Ok(Some(Err(error))) => {
                tracing::debug!(%error, "a socket ended");
                return;
            }
            Ok(None) => return,
            Err(_) => {
                metrics::counter!(TIMEOUTS, "what" => "silence").increment(1);
                return;
            }
        };
        let at = Instant::now();
        let bytes = match message {
            Message::Binary(bytes) => bytes,
            // Not of this protocol: the relay says so and ends it.
            Message::Text(text) => Bytes::from(text),
            Message::Ping(words) | Message::Pong(words) => {
                if unfinished.control(words.len(), at) > limits.message {
                    metrics::counter!(TIMEOUTS, "what" => "message").increment(1);
                    return;
                }
                continue;
            }
            Message::Close(_) => return,
        };
        unfinished.message();
        let delay = throttle.delay(at);
        if !delay.is_zero() {
            metrics::counter!(DELAYED).increment(1);
            tokio::time::sleep(delay).await;
        }
        if writer.message(conn, bytes.to_vec(), at).await.is_err() {
            return;
        }
    }
}

async fn write(mut sink: SplitSink<WebSocket, Message>, mut outgoing: mpsc::Receiver<Out>, limits: Limits) {
    loop {
        let message = match tokio::time::timeout(limits.ping, outgoing.recv()).await {
            Ok(Some(Out::Message(bytes))) => Message::Binary(Bytes::from_owner(Shared(bytes))),
            Ok(Some(Out::Close) | None) => Message::Close(None),
            Err(_) => Message::Ping(Bytes::new()),
        };
        let is_last = matches!(message, Message::Close(_));
        let sent = tokio::time::timeout(limits.send, sink.send(message)).await;
        if sent.is_err() {
            metrics::counter!(TIMEOUTS, "what" => "send").increment(1);
        }
        if is_last || !matches!(sent, Ok(Ok(()))) {
            return;
        }
    }
}

/// One message for many connections.
struct Shared(std::sync::Arc<Vec<u8>>);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}
