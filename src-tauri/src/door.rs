//! The few questions a device asks a relay over HTTP before it has a session.

use std::time::Duration;

use forecourt_core::{
    app::outside::{Door, DoorError},
    sync::http::{BODY_LIMIT, CBOR, RELAY_HEADER},
};
use reqwest::{Client, Response, header::CONTENT_TYPE, redirect::Policy};
use rustls::ClientConfig;
use tokio::runtime::Handle;

const CONNECT: Duration = Duration::from_secs(8);
const WHOLE: Duration = Duration::from_secs(20);

/// Asks over the network, without following where a portal leads.
#[derive(Debug)]
pub struct HttpDoor {
    client: Client,
    runtime: Handle,
}

impl HttpDoor {
    /// Asks on `runtime`; [`Door::post`] is called from threads that may block.
    ///
    /// # Errors
    /// Where the client cannot be made.
    pub fn new(runtime: Handle, terms: ClientConfig) -> Result<Self, reqwest::Error> {
        let client = Client::builder().tls_backend_preconfigured(terms).connect_timeout(CONNECT).timeout(WHOLE);
        // The socket goes straight to the relay, so the questions before it do too.
        let client = client.redirect(Policy::none()).no_proxy().build()?;
        Ok(Self { client, runtime })
    }

    async fn ask(&self, url: String, body: Vec<u8>) -> Result<Vec<u8>, DoorError> {
        let asked = self.client.post(url).header(CONTENT_TYPE, CBOR).body(body).send().await;
        let answer = asked.map_err(|error| if error.is_builder() { DoorError::NotARelay } else { DoorError::Unreachable })?;
        if !answer.headers().contains_key(RELAY_HEADER) {
            return Err(DoorError::NotARelay);
        }
        let status = answer.status();
        let body = read(answer).await?;
        match status.as_u16() {
            200..=299 => Ok(body),
            // A relay that does not know the path is of another age.
            404 | 405 | 426 => Err(DoorError::OtherVersion),
            _ => Err(DoorError::Refused(body)),
        }
    }
}

impl Door for HttpDoor {
    fn post(&self, address: &str, path: &str, body: Vec<u8>) -> Result<Vec<u8>, DoorError> {
        let address = address.trim().trim_end_matches('/');
        let url = if address.contains("://") { format!("{address}{path}") } else { format!("http://{address}{path}") };
        self.runtime.block_on(self.ask(url, body))
    }
}

/// The body, up to the limit: what is longer is no relay's.
async fn read(mut answer: Response) -> Result<Vec<u8>, DoorError> {
    let mut body = Vec::new();
    while let Some(chunk) = answer.chunk().await.map_err(|_| DoorError::Unreachable)? {
        if body.len() + chunk.len() > BODY_LIMIT {
            return Err(DoorError::NotARelay);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}
