//! The few questions a device asks a relay over HTTP before it has a session.

use std::{sync::Arc, time::Duration};

use forecourt_core::{
    app::outside::{Address, Door, DoorError, RelayPin},
    sync::http::{BODY_LIMIT, CBOR, RELAY_HEADER, RELAY_HEADER_VALUE},
};
use reqwest::{Client, Response, Url, header::CONTENT_TYPE, redirect::Policy};
use rustls::{ClientConfig, pki_types::ServerName};
use tokio::{net::TcpStream, runtime::Handle, time::timeout};
use tokio_rustls::TlsConnector;

use crate::tls::{Found, Terms, Trust};

const CONNECT: Duration = Duration::from_secs(8);
const WHOLE: Duration = Duration::from_secs(20);

/// Asks over the network, without following where a portal leads.
#[derive(Debug)]
pub struct HttpDoor {
    runtime: Handle,
}

impl HttpDoor {
    /// Asks on `runtime`; [`Door::post`] is called from threads that may block.
    #[must_use]
    pub const fn new(runtime: Handle) -> Self {
        Self { runtime }
    }
}

/// How to protect a connection to an address; none where it is not to be.
///
/// # Errors
/// Where an address and what is known of the relay do not belong together: then nobody is asked.
pub fn terms(address: &Address) -> Result<Option<Terms>, DoorError> {
    let is_protected = address.url.starts_with("https://");
    match address.pin {
        Some(pin) if is_protected => Terms::new(Trust::Only(pin)).map(Some).map_err(|_| DoorError::Unreachable),
        None if !is_protected => Ok(None),
        // A relay that was known by its certificate and now is to be asked without, or the reverse.
        Some(_) | None => Err(DoorError::OtherIdentity),
    }
}

impl Door for HttpDoor {
    fn look(&self, url: &str) -> Result<Option<RelayPin>, DoorError> {
        let url = Url::parse(url).map_err(|_| DoorError::NotARelay)?;
        if url.scheme() != "https" {
            return Ok(None);
        }
        let looking = async { timeout(CONNECT, look(&url)).await.unwrap_or(Err(DoorError::Unreachable)) };
        self.runtime.block_on(looking).map(Some)
    }

    fn post(&self, address: &Address, path: &str, body: Vec<u8>) -> Result<Vec<u8>, DoorError> {
        // Without TLS no certificate is ever shown; one that were would be nobody's.
        let nobody = || Terms::new(Trust::Only(RelayPin::from_bytes([0; 32]))).map_err(|_| DoorError::Unreachable);
        let terms = terms(address)?.map_or_else(nobody, Ok)?;
        self.runtime.block_on(ask(format!("{}{path}", address.url), &terms, body))
    }
}

/// Agrees on TLS and hangs up again.
async fn look(url: &Url) -> Result<RelayPin, DoorError> {
    let (host, port) = (url.host_str(), url.port_or_known_default());
    let (Some(host), Some(port)) = (host, port) else { return Err(DoorError::NotARelay) };
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let name = ServerName::try_from(host.to_owned()).map_err(|_| DoorError::NotARelay)?;
    let terms = Terms::new(Trust::Look).map_err(|_| DoorError::Unreachable)?;
    let stream = TcpStream::connect((host, port)).await.map_err(|_| DoorError::Unreachable)?;
    match TlsConnector::from(Arc::clone(&terms.config)).connect(name, stream).await {
        Ok(_) => terms.seen().ok_or(DoorError::NotARelay),
        Err(error) => Err(blame(&terms, &error)),
    }
}

fn blame(terms: &Terms, error: &(dyn std::error::Error + 'static)) -> DoorError {
    match terms.found(error) {
        Found::OtherIdentity => DoorError::OtherIdentity,
        Found::NotARelay => DoorError::NotARelay,
        Found::Nothing => DoorError::Unreachable,
    }
}

async fn ask(url: String, terms: &Terms, body: Vec<u8>) -> Result<Vec<u8>, DoorError> {
    let failed = |error: reqwest::Error| match blame(terms, &error) {
        _ if error.is_builder() => DoorError::NotARelay,
        DoorError::Unreachable if !error.is_connect() => DoorError::Unanswered,
        blamed => blamed,
    };
    let asked = client(terms).map_err(failed)?.post(url).header(CONTENT_TYPE, CBOR).body(body).send().await;
    let answer = asked.map_err(failed)?;
    let version = answer.headers().get(RELAY_HEADER).ok_or(DoorError::NotARelay)?;
    if version != RELAY_HEADER_VALUE {
        return Err(DoorError::OtherVersion);
    }
    let status = answer.status();
    let body = read(answer).await?;
    match status.as_u16() {
        200..=299 => Ok(body),
        // A relay that does not know the path is of another age.
        404 | 405 | 426 => Err(DoorError::OtherVersion),
        // It gave up waiting for itself.
        408 => Err(DoorError::Unanswered),
        _ => Err(DoorError::Refused(body)),
    }
}

/// A client for one question: the certificate it accepts is that relay's alone.
fn client(terms: &Terms) -> Result<Client, reqwest::Error> {
    let client = Client::builder().connect_timeout(CONNECT).timeout(WHOLE);
    // The socket goes straight to the relay, so the questions before it do too.
    let client = client.redirect(Policy::none()).no_proxy();
    client.tls_backend_preconfigured(ClientConfig::clone(&terms.config)).build()
}

/// The body, up to the limit: what is longer is no relay's.
async fn read(mut answer: Response) -> Result<Vec<u8>, DoorError> {
    let mut body = Vec::new();
    while let Some(chunk) = answer.chunk().await.map_err(|_| DoorError::Unanswered)? {
        if body.len() + chunk.len() > BODY_LIMIT {
            return Err(DoorError::NotARelay);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}
