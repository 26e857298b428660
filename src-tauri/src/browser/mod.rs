//! The app as a page in a browser on this machine: commands as `POST /api/<command>`, events as server-sent events,
//! screens as files. Invariant: nothing below `/api` answers anyone but the person who was shown the address.

mod commands;
mod events;
mod gate;

use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
};

use axum::{
    Router,
    extract::{DefaultBodyLimit, State},
    http::{HeaderName, HeaderValue, StatusCode, Uri, header},
    middleware::{from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use forecourt_core::clock::World;
use serde::Serialize;
use tokio::{net::TcpListener, sync::Semaphore};

use crate::{
    desk::{Desk, Tidings},
    screens,
    stop::Stop,
};
use gate::Gate;

/// Requests are forms that people fill in.
const MAX_BODY_BYTES: usize = 1 << 20;
/// Commands at work at once; more wait.
const MAX_COMMANDS: usize = 32;

/// What everyone who starts the app is told in one line of JSON.
#[derive(Debug, Clone, Serialize)]
pub struct Address {
    /// To open in a browser, once.
    pub url: String,
    /// For scripts: `Authorization: Bearer`, as long as the process lives.
    pub token: String,
    /// The process.
    pub pid: u32,
}

/// The browser host, listening.
pub struct Browser {
    listener: TcpListener,
    shared: Arc<Shared>,
}

/// What every request needs.
struct Shared {
    gate: Gate,
    desk: Arc<dyn Desk>,
    tidings: Tidings,
    stop: Stop,
    places: Semaphore,
}

impl Browser {
    /// Listens on 127.0.0.1; port 0 takes a free one.
    ///
    /// # Errors
    /// Where the port is taken.
    pub async fn listen(port: u16, desk: Arc<dyn Desk>, tidings: Tidings, world: &World, stop: Stop) -> io::Result<Self> {
        let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await?;
        let gate = Gate::new(listener.local_addr()?.port(), world);
        let shared = Shared { gate, desk, tidings, stop, places: Semaphore::new(MAX_COMMANDS) };
        Ok(Self { listener, shared: Arc::new(shared) })
    }

    /// What to tell whoever started the app.
    #[must_use]
    pub fn address(&self) -> Address {
        let gate = &self.shared.gate;
        Address { url: gate.url(), token: gate.token().to_owned(), pid: std::process::id() }
    }

    /// Serves until it is time to end.
    ///
    /// # Errors
    /// Where the listener fails.
    pub async fn serve(self) -> io::Result<()> {
        let stop = self.shared.stop.clone();
        let router = router(self.shared);
        axum::serve(self.listener, router).with_graceful_shutdown(async move { stop.wait().await }).await
    }
}

fn router(shared: Arc<Shared>) -> Router {
    let api = Router::new()
        // `events` is a command too: asked with POST, the events of the store; with GET, what happens in the app.
        .route("/events", get(events::events).post(commands::events))
        .route("/{name}", post(commands::command))
        .fallback(|| async { StatusCode::NOT_FOUND })
        .layer(from_fn_with_state(Arc::clone(&shared), gate::admit))
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES));
    Router::new()
        .nest("/api", api)
        .route("/", get(page))
        .fallback(get(|uri: Uri| async move { screen(&uri) }))
        .layer(from_fn_with_state(Arc::clone(&shared), gate::check_host))
        .layer(from_fn(guarded))
        .with_state(shared)
}

/// The page, or with a token the exchange for a cookie.
async fn page(State(shared): State<Arc<Shared>>, uri: Uri) -> Response {
    match uri.query().and_then(|query| query.strip_prefix("token=")) {
        Some(token) => shared.gate.exchange(token),
        None => screen(&uri),
    }
}

fn screen(uri: &Uri) -> Response {
    let Some(screen) = screens::find(uri.path()) else { return StatusCode::NOT_FOUND.into_response() };
    let keep = if screen.is_fixed { "private, max-age=31536000, immutable" } else { "no-cache" };
    ([(header::CONTENT_TYPE, screen.mime), (header::CACHE_CONTROL, keep.to_owned())], screen.bytes).into_response()
}

/// Styles may stand in the page because the component library writes its own there; scripts may not.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
     font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Headers of every answer.
const HEADERS: &[(&str, &str)] = &[
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
];

async fn guarded(request: axum::extract::Request, next: axum::middleware::Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
