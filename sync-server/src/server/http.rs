//! The requests before a session, health and metrics. Every reply carries the header by which a relay is known.

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    body::Bytes,
    extract::{DefaultBodyLimit, Request, State},
    http::{HeaderValue, StatusCode, header::CONTENT_TYPE},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use forecourt_core::sync::{
    Refusal,
    http::{
        BODY_LIMIT, CBOR, JOIN_PATH, JOIN_STATUS_PATH, JoinStatus, LATE_LIMIT, LATE_PATH, Late, OPEN_PATH, RELAY_HEADER,
        RELAY_HEADER_VALUE, Refused, SYNC_PATH,
    },
    wire,
};
use metrics_exporter_prometheus::PrometheusHandle;
use serde::{Serialize, de::DeserializeOwned};
use subtle::ConstantTimeEq as _;
use tokio::sync::Semaphore;
use tower_http::timeout::TimeoutLayer;

use super::{Peer, socket, writer::Writer};

/// Answers to wrong codes are late, so that guessing is slow; nobody else waits for it.
const WRONG_CODE_DELAY: Duration = Duration::from_millis(300);

/// Late changes that are taken at once.
const LATE_PLACES: usize = 2;

pub(super) fn router(writer: Writer, metrics: PrometheusHandle, token: Option<String>) -> Router {
    let request = writer.limits().request;
    let places = Arc::new(Semaphore::new(LATE_PLACES));
    Router::new()
        .route(OPEN_PATH, post(open))
        .route(JOIN_PATH, post(join))
        .route(JOIN_STATUS_PATH, post(join_status))
        .route(LATE_PATH, post(late).layer(DefaultBodyLimit::max(LATE_LIMIT)).layer(from_fn_with_state(places, take_place)))
        .route(SYNC_PATH, get(socket::upgrade))
        .route("/health", get(health))
        .with_state(writer)
        .route("/metrics", get(move |asked: Request| async move { figures(&asked, token.as_deref(), &metrics) }))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, request))
        .layer(axum::middleware::map_response(name_relay))
}

async fn name_relay(mut response: Response) -> Response {
    response.headers_mut().insert(RELAY_HEADER, HeaderValue::from_static(RELAY_HEADER_VALUE));
    response
}

async fn health(State(writer): State<Writer>) -> Response {
    let (status, word) = if writer.is_alive() { (StatusCode::OK, "ok") } else { (StatusCode::SERVICE_UNAVAILABLE, "stopping") };
    let gate = if writer.is_shut() { "shut" } else { "open" };
    let body = serde_json::json!({ "status": word, "gate": gate, "version": env!("CARGO_PKG_VERSION"), "protocol": 1 });
    (status, axum::Json(body)).into_response()
}

/// For whoever knows the token; without one set, for this machine only, and not through a proxy that runs on it.
fn figures(asked: &Request, token: Option<&str>, metrics: &PrometheusHandle) -> Response {
    let header = |name: &str| asked.headers().get(name).and_then(|value| value.to_str().ok());
    let may = match token {
        Some(token) => {
            let told = header("authorization").and_then(|told| told.strip_prefix("Bearer ")).unwrap_or_default();
            told.as_bytes().ct_eq(token.as_bytes()).into()
        }
        None => {
            let is_near = asked.extensions().get::<Peer>().is_some_and(|peer| peer.address.ip().is_loopback());
            is_near && header("forwarded").is_none() && header("x-forwarded-for").is_none()
        }
    };
    if may { metrics.render().into_response() } else { StatusCode::NOT_FOUND.into_response() }
}

async fn open(State(writer): State<Writer>, body: Bytes) -> Response {
    match read(&body) {
        Ok(open) => reply(writer.open(open).await).await,
        Err(code) => refuse(code).await,
    }
}

async fn join(State(writer): State<Writer>, body: Bytes) -> Response {
    match read(&body) {
        Ok(join) => reply(writer.join(join).await).await,
        Err(code) => refuse(code).await,
    }
}

async fn join_status(State(writer): State<Writer>, body: Bytes) -> Response {
    match read::<JoinStatus>(&body) {
        Ok(status) => reply(writer.join_status(status).await).await,
        Err(code) => refuse(code).await,
    }
}

/// Before the body is read: anybody can send one, and it is large. Whoever finds no place comes again.
async fn take_place(State(places): State<Arc<Semaphore>>, request: Request, next: Next) -> Response {
    match places.try_acquire() {
        Ok(_place) => next.run(request).await,
        Err(_) => refuse(Refusal::Busy).await,
    }
}

async fn late(State(writer): State<Writer>, body: Bytes) -> Response {
    match wire::decode::<Late>(&body, LATE_LIMIT) {
        Ok(late) => reply(writer.late(late).await).await,
        Err(_) => refuse(Refusal::Malformed).await,
    }
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refusal> {
    wire::decode(body, BODY_LIMIT).map_err(|_| Refusal::Malformed)
}

async fn reply<T: Serialize>(answer: Result<T, Refusal>) -> Response {
    match answer {
        Ok(answer) => cbor(StatusCode::OK, &answer),
        Err(code) => refuse(code).await,
    }
}

async fn refuse(code: Refusal) -> Response {
    if code == Refusal::WrongCode {
        tokio::time::sleep(WRONG_CODE_DELAY).await;
    }
    tracing::info!(%code, "a request was refused");
    cbor(status_of(code), &Refused { code })
}

const fn status_of(code: Refusal) -> StatusCode {
    match code {
        Refusal::Malformed | Refusal::TooLarge | Refusal::BadStatement => StatusCode::BAD_REQUEST,
        Refusal::NotStored | Refusal::Stopping | Refusal::Busy | Refusal::Shut => StatusCode::SERVICE_UNAVAILABLE,
        Refusal::StoreExists | Refusal::CodeUsed | Refusal::NoStore => StatusCode::CONFLICT,
        Refusal::CodeExpired => StatusCode::GONE,
        _ => StatusCode::FORBIDDEN,
    }
}

fn cbor<T: Serialize>(status: StatusCode, body: &T) -> Response {
    match wire::encode(body) {
        Ok(bytes) => (status, [(CONTENT_TYPE, HeaderValue::from_static(CBOR))], bytes).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
