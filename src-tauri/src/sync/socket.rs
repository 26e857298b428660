//! One connection, from its first byte to its last.

use std::{sync::Arc, time::Duration};

use forecourt_core::{
    app::outside::Address,
    sync::{
        frame::{TO_DEVICE_LIMIT, TO_RELAY_LIMIT},
        http::{RELAY_HEADER, SYNC_PATH},
    },
};
use futures_util::{SinkExt as _, StreamExt as _};
use tokio::{
    net::TcpStream,
    time::{Instant, Interval, MissedTickBehavior, interval_at, timeout},
};
use tokio_tungstenite::{
    Connector, MaybeTlsStream, WebSocketStream, connect_async_tls_with_config,
    tungstenite::{Error, Message, error::ProtocolError, protocol::WebSocketConfig},
};

use super::{Ended, Failure, Goodbye, Line, Waker, blocking};
use crate::{
    door,
    stop::Stop,
    tls::{Found, Terms},
};

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

const CONNECT: Duration = Duration::from_secs(10);
/// A message that cannot be handed over in this time goes to nobody.
const SEND: Duration = Duration::from_secs(20);
const TICK: Duration = Duration::from_secs(5);
const PING: Duration = Duration::from_secs(20);
/// Silence for this long, pings unanswered, is a line that was cut.
const SILENCE: Duration = Duration::from_secs(50);

/// Connects and carries messages until the connection ends.
pub async fn run(line: &Arc<dyn Line>, address: &Address, waker: &Waker, stop: &Stop) -> Ended {
    let connected = tokio::select! {
        connected = timeout(CONNECT, connect(address)) => connected.unwrap_or(Err(Failure::Unreachable)),
        () = stop.wait() => return Ended::Stopped,
    };
    let why = match connected {
        Ok(mut socket) => {
            let why = Connection { line, address, socket: &mut socket, heard_at: Instant::now() }.carry(waker, stop).await;
            // The connection has ended whatever the goodbye meets.
            let _ = timeout(Duration::from_secs(1), socket.close(None)).await;
            blocking(line, |line| line.closed()).await;
            why
        }
        Err(why) => Ended::Failed(why),
    };
    if let Ended::Failed(failure) = why {
        blocking(line, move |line| line.failed(failure)).await;
    }
    why
}

async fn connect(address: &Address) -> Result<Socket, Failure> {
    let terms = door::terms(address).map_err(|_| Failure::OtherIdentity)?;
    let mut config = WebSocketConfig::default();
    config.max_message_size = Some(TO_DEVICE_LIMIT);
    config.max_frame_size = Some(TO_DEVICE_LIMIT);
    config.max_write_buffer_size = 4 * TO_RELAY_LIMIT;
    let connector = terms.as_ref().map_or(Connector::Plain, |terms| Connector::Rustls(Arc::clone(&terms.config)));
    match connect_async_tls_with_config(url(&address.url), Some(config), true, Some(connector)).await {
        Ok((socket, response)) if response.headers().contains_key(RELAY_HEADER) => Ok(socket),
        Ok(_) => Err(Failure::NotARelay),
        Err(Error::Http(response)) if !response.headers().contains_key(RELAY_HEADER) => Err(Failure::NotARelay),
        Err(Error::Http(response)) if response.status().is_server_error() => Err(Failure::Unreachable),
        Err(Error::Http(_)) => Err(Failure::OtherVersion),
        Err(Error::Io(error)) if terms.is_some() => Err(blame(terms.as_ref(), &error)),
        // What breaks off in the middle of a handshake may be a relay that is being restarted.
        Err(
            Error::Io(_)
            | Error::Tls(_)
            | Error::ConnectionClosed
            | Error::AlreadyClosed
            | Error::Protocol(ProtocolError::HandshakeIncomplete | ProtocolError::ResetWithoutClosingHandshake),
        ) => Err(Failure::Unreachable),
        Err(_) => Err(Failure::NotARelay),
    }
}

fn url(address: &str) -> String {
    // http becomes ws, https becomes wss.
    format!("{}{SYNC_PATH}", address.replacen("http", "ws", 1))
}

fn blame(terms: Option<&Terms>, error: &std::io::Error) -> Failure {
    match terms.map(|terms| terms.found(error)) {
        Some(Found::OtherIdentity) => Failure::OtherIdentity,
        Some(Found::NotARelay) => Failure::NotARelay,
        Some(Found::Nothing) | None => Failure::Unreachable,
    }
}

/// An open connection.
struct Connection<'a> {
    line: &'a Arc<dyn Line>,
    address: &'a Address,
    socket: &'a mut Socket,
    heard_at: Instant,
}

type Messages = Vec<Vec<u8>>;

impl Connection<'_> {
    async fn carry(&mut self, waker: &Waker, stop: &Stop) -> Ended {
        tokio::select! {
            why = self.talk(waker) => why.unwrap_or_else(|why| why),
            () = stop.wait() => Ended::Stopped,
        }
    }

    /// Ends only with a reason.
    async fn talk(&mut self, waker: &Waker) -> Result<Ended, Ended> {
        let (mut pings, mut ticks) = (every(PING), every(TICK));
        let mut messages = self.ask(|line| line.opened()).await?;
        loop {
            for message in std::mem::take(&mut messages) {
                self.send(Message::Binary(message.into())).await?;
            }
            messages = tokio::select! {
                message = self.socket.next() => self.hear(message).await?,
                () = waker.0.notified() => {
                    let line = Arc::clone(self.line);
                    if blocking(&line, |line| line.address()).await.flatten().as_ref() != Some(self.address) {
                        // Another store was opened, or this one was closed.
                        return Ok(Ended::Stopped);
                    }
                    self.ask(|line| line.poll()).await?
                }
                _ = ticks.tick() => self.ask(|line| line.tick()).await?,
                _ = pings.tick() => {
                    if self.heard_at.elapsed() > SILENCE {
                        return Ok(Ended::Cut);
                    }
                    self.send(Message::Ping(Vec::new().into())).await?;
                    Vec::new()
                }
            };
        }
    }

    async fn hear(&mut self, message: Option<Result<Message, Error>>) -> Result<Messages, Ended> {
        self.heard_at = Instant::now();
        match message {
            Some(Ok(Message::Binary(bytes))) => self.ask(move |line| line.received(&bytes)).await,
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => Ok(Vec::new()),
            Some(Ok(Message::Text(_) | Message::Frame(_))) => Err(Ended::Failed(Failure::NotARelay)),
            Some(Ok(Message::Close(_)) | Err(_)) | None => Err(Ended::Cut),
        }
    }

    async fn ask(
        &self,
        question: impl FnOnce(&dyn Line) -> Result<Messages, Goodbye> + Send + 'static,
    ) -> Result<Messages, Ended> {
        let answer = blocking(self.line, question).await;
        // A line that panicked is not worth trying again soon.
        answer.unwrap_or(Err(Goodbye { is_final: true })).map_err(Ended::Goodbye)
    }

    async fn send(&mut self, message: Message) -> Result<(), Ended> {
        match timeout(SEND, self.socket.send(message)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(Ended::Cut),
        }
    }
}

/// Ticks, the first a whole period from now.
fn every(period: Duration) -> Interval {
    let mut interval = interval_at(Instant::now() + period, period);
    interval.set_missed_tick_behavior(MissedTickBehavior::Delay);
    interval
}
