//! The relay on a socket: carries bytes between connections and the one thread that drives [`Relay`].
//!
//! Invariant: every queue is bounded and every wait ends. Nothing is decided here but who is too slow to be served.

mod heard;
mod http;
mod limits;
mod socket;
mod telemetry;
#[cfg(test)]
mod tests;
mod throttle;
mod tls;
mod writer;

use std::{net::SocketAddr, path::PathBuf, sync::Arc, time::Duration};

use axum::Router;
use forecourt_core::{clock::World, sync::pairing::RelayPin};
use heard::{Counted, Heard};
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
pub use limits::Limits;
pub use tls::Tls;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore, watch},
    task::JoinSet,
};
use tokio_rustls::TlsAcceptor;
use writer::Writer;

use crate::{
    folder::{Folder, FolderError},
    relay::{Config, Relay, StoreError},
};

/// How long connections may take to end when the relay stops.
const GOODBYE: Duration = Duration::from_secs(3);

/// Where a relay keeps its data and listens.
#[derive(Debug, Clone)]
pub struct Options {
    /// Folder for its data; made if missing.
    pub data: PathBuf,
    /// Address to listen on, such as `0.0.0.0:7420`; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Clock and randomness.
    pub world: World,
    /// Bounds.
    pub config: Config,
    /// How its connections are protected.
    pub tls: Tls,
    /// Bounds of the sockets.
    pub limits: Limits,
    /// Whoever knows it may read the metrics; none leaves them to this machine.
    pub metrics_token: Option<String>,
}

impl Options {
    /// A relay with the real clock, the usual bounds and a certificate of its own.
    #[must_use]
    pub fn new(data: PathBuf, listen: SocketAddr) -> Self {
        Self {
            data,
            listen,
            world: World::system(),
            config: Config::default(),
            tls: Tls::default(),
            limits: Limits::default(),
            metrics_token: None,
        }
    }

    /// Likewise without TLS, for this machine alone.
    #[must_use]
    pub fn plain(data: PathBuf, listen: SocketAddr) -> Self {
        Self { tls: Tls::Plain { proxy_certificate: None }, ..Self::new(data, listen) }
    }
}

/// The relay could not start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Its address or a thread cannot be used.
    #[error("the relay cannot use {what}")]
    Io {
        /// What.
        what: &'static str,
        /// Why.
        source: std::io::Error,
    },
    /// Its data folder is in use or unfinished.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// Its database cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Certificate or key cannot be used.
    #[error("the relay's certificate cannot be used: {0}")]
    Tls(String),
    /// Another part of this process records metrics already.
    #[error("metrics cannot be recorded: {0}")]
    Metrics(String),
}

/// A relay that runs. Dropping it stops it in the background; nothing acknowledged is lost either way.
#[derive(Debug)]
pub struct Running {
    /// Where it listens.
    pub addr: SocketAddr,
    /// The code that opens a store on it; none once one is open.
    pub first_code: Option<String>,
    /// Who it is to devices; none without TLS.
    pub pin: Option<RelayPin>,
    /// Whether it speaks TLS itself.
    has_tls: bool,
    stop: watch::Sender<bool>,
    serving: tokio::task::JoinHandle<()>,
    writing: Option<std::thread::JoinHandle<()>>,
}

impl Running {
    /// Its address at a host, as devices take it.
    #[must_use]
    pub fn url(&self, host: SocketAddr) -> String {
        format!("{}://{host}", if self.has_tls { "https" } else { "http" })
    }

    /// Stops: no new connections, everything taken is committed and acknowledged, connections end kindly.
    pub async fn shutdown(mut self) {
        self.stop.send_replace(true);
        if let Err(error) = (&mut self.serving).await {
            tracing::error!(%error, "the relay's sockets did not end cleanly");
        }
        let Some(writing) = self.writing.take() else { return };
        if !matches!(tokio::task::spawn_blocking(|| writing.join()).await, Ok(Ok(()))) {
            tracing::error!("the relay's writer did not end cleanly");
        }
    }

    /// Ends when the relay has stopped by itself, which it should not.
    pub async fn ended(&mut self) {
        if let Err(error) = (&mut self.serving).await {
            tracing::error!(%error, "the relay's sockets ended");
        }
    }
}

/// Starts a relay in the present Tokio runtime.
pub async fn serve(options: Options) -> Result<Running, ServeError> {
    let io = |what| move |source| ServeError::Io { what, source };
    let metrics = telemetry::recorder()?;
    let folder = Folder::take(&options.data)?;
    let mut relay = Relay::open(&folder.database()?, options.world, options.config)?;
    let tls::Face { acceptor, pin } = options.tls.face(&mut relay)?;
    relay.show_pin(pin);
    let has_tls = acceptor.is_some();
    let first_code = relay.first_code().map(|code| code.text());
    let listener = TcpListener::bind(options.listen).await.map_err(io("its address"))?;
    let addr = listener.local_addr().map_err(io("its address"))?;
    let (writer, writing) = writer::start(relay, folder, metrics.clone(), options.limits).map_err(io("a thread"))?;
    let (stop, stopping) = watch::channel(false);
    let router = http::router(writer.clone(), metrics, options.metrics_token);
    let serving = tokio::spawn(accept(listener, acceptor, router, writer, stopping));
    Ok(Running { addr, first_code, pin, has_tls, stop, serving, writing: Some(writing) })
}

async fn accept(
    listener: TcpListener,
    acceptor: Option<TlsAcceptor>,
    router: Router,
    writer: Writer,
    mut stopping: watch::Receiver<bool>,
) {
    let places = Arc::new(Semaphore::new(writer.limits().connections.max(1)));
    let mut connections = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            accepted = next(&listener, &places) => accepted,
            Some(_) = connections.join_next() => continue,
            _ = stopping.wait_for(|stop| *stop) => break,
            () = writer.ended() => {
                tracing::error!("the writer ended; the relay stops");
                break;
            }
        };
        match accepted {
            Ok((stream, peer, place)) => {
                let heard = Heard::default();
                let peer = Peer { address: peer, heard: heard.clone(), _place: Arc::new(place) };
                let (router, acceptor) = (router.clone().layer(axum::Extension(peer)), acceptor.clone());
                let head = writer.limits().head;
                connections.spawn(async move {
                    match acceptor {
                        Some(acceptor) => carry_protected(stream, &acceptor, router, head, heard).await,
                        None => carry(stream, router, head, heard).await,
                    }
                });
            }
            Err(error) => {
                // Out of file descriptors or the like: a moment's rest lets connections end.
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
    }
    drop(listener);
    writer.stop().await;
    let all_gone = async { while connections.join_next().await.is_some() {} };
    if tokio::time::timeout(GOODBYE, all_gone).await.is_err() {
        connections.shutdown().await;
    }
}

async fn next(listener: &TcpListener, places: &Arc<Semaphore>) -> std::io::Result<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let place = Arc::clone(places).acquire_owned().await.map_err(std::io::Error::other)?;
    let (stream, peer) = listener.accept().await?;
    stream.set_nodelay(true)?;
    Ok((stream, peer, place))
}

/// Who is at the other end of a connection, and its place among those served: a session keeps it when HTTP has ended.
#[derive(Debug, Clone)]
struct Peer {
    address: SocketAddr,
    heard: Heard,
    _place: Arc<OwnedSemaphorePermit>,
}

async fn carry_protected(stream: TcpStream, acceptor: &TlsAcceptor, router: Router, head: Duration, heard: Heard) {
    match tokio::time::timeout(head, acceptor.accept(stream)).await {
        Ok(Ok(stream)) => carry(stream, router, head, heard).await,
        Ok(Err(error)) => tracing::debug!(%error, "a client and this relay did not agree on TLS"),
        Err(_) => {
            metrics::counter!(telemetry::TIMEOUTS, "what" => "tls").increment(1);
            tracing::debug!("a client took too long to agree on TLS");
        }
    }
}

/// HTTP/1 only: a session is one socket, and what HTTP/2 would let a client open besides needs no bound then. Hyper itself,
/// because `hyper_util`'s builder waits without end for the first bytes, to tell one from the other.
async fn carry(stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static, router: Router, head: Duration, heard: Heard) {
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(head);
    let service = TowerToHyperService::new(router);
    if let Err(error) = builder.serve_connection(TokioIo::new(Counted::new(stream, heard)), service).with_upgrades().await {
        tracing::debug!(%error, "a connection ended");
    }
}
