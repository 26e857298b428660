//! One WebSocket: bytes to the writer, bytes from the writer. Reading and writing never wait for each other.

use std::time::Duration;

use axum::{
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
    telemetry::CONNECTED,
    throttle::Throttle,
    writer::{Out, Writer},
};
use crate::relay::ConnId;

/// A device that takes longer for one message has lost its network.
const SEND_TIMEOUT: Duration = Duration::from_secs(20);
/// How often a silent connection is asked for a sign of life.
const PING: Duration = Duration::from_secs(20);
/// After so long without one it is gone.
const SILENCE: Duration = Duration::from_secs(65);
const WRITE_BUFFER: usize = 16 * 1024 * 1024;

/// Makes a request into a session.
pub(super) async fn upgrade(State(writer): State<Writer>, upgrade: WebSocketUpgrade) -> Response {
    upgrade
        .max_message_size(TO_RELAY_LIMIT)
        .max_frame_size(TO_RELAY_LIMIT)
        .max_write_buffer_size(WRITE_BUFFER)
        .on_upgrade(|socket| carry(socket, writer))
}

async fn carry(socket: WebSocket, writer: Writer) {
    let Ok((conn, outgoing)) = writer.connect().await else { return };
    metrics::gauge!(CONNECTED).increment(1.0);
    let (sink, stream) = socket.split();
    tokio::select! {
        () = read(stream, &writer, conn) => {}
        () = write(sink, outgoing) => {}
    }
    metrics::gauge!(CONNECTED).decrement(1.0);
    writer.gone(conn).await;
}

async fn read(mut stream: SplitStream<WebSocket>, writer: &Writer, conn: ConnId) {
    let mut throttle = Throttle::new(Instant::now());
    loop {
        let message = match tokio::time::timeout(SILENCE, stream.next()).await {
            Ok(Some(Ok(message))) => message,
            Ok(Some(Err(error))) => {
                tracing::debug!(%error, "a socket ended");
                return;
            }
            Ok(None) | Err(_) => return,
        };
        let at = Instant::now();
        let bytes = match message {
            Message::Binary(bytes) => bytes,
            // Not of this protocol: the relay says so and ends it.
            Message::Text(text) => Bytes::from(text),
            Message::Ping(_) | Message::Pong(_) => continue,
            Message::Close(_) => return,
        };
        tokio::time::sleep(throttle.delay(at)).await;
        if writer.message(conn, bytes.to_vec(), at).await.is_err() {
            return;
        }
    }
}

async fn write(mut sink: SplitSink<WebSocket, Message>, mut outgoing: mpsc::Receiver<Out>) {
    loop {
        let message = match tokio::time::timeout(PING, outgoing.recv()).await {
            Ok(Some(Out::Message(bytes))) => Message::Binary(Bytes::from_owner(Shared(bytes))),
            Ok(Some(Out::Close) | None) => Message::Close(None),
            Err(_) => Message::Ping(Bytes::new()),
        };
        let is_last = matches!(message, Message::Close(_));
        let sent = tokio::time::timeout(SEND_TIMEOUT, sink.send(message)).await;
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
