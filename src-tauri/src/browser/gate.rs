//! Who is let in. A page of another site can make a browser send requests here (CSRF), or give its own name this address
//! (DNS rebinding); another program on this machine can connect as well. So: the host must be ours, the origin must be
//! ours, and whoever asks must hold what only the person who started the app was given.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use axum::{
    Json,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use data_encoding::HEXLOWER;
use forecourt_core::{
    app::api::error::{AppError, ErrorCode},
    clock::World,
};
use subtle::ConstantTimeEq as _;

use super::Shared;

/// The secrets of one process.
pub struct Gate {
    port: u16,
    token: String,
    session: String,
    was_exchanged: AtomicBool,
}

/// How a request proved that it may come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pass {
    /// A script's header, which no page of another site can send.
    Bearer,
    /// The browser's cookie, which goes along with whatever asks.
    Cookie,
}

impl Gate {
    /// Fresh secrets for the host on `port`.
    pub fn new(port: u16, world: &World) -> Self {
        let secret = || HEXLOWER.encode(&world.random::<32>());
        Self { port, token: secret(), session: secret(), was_exchanged: AtomicBool::new(false) }
    }

    /// The address that lets one browser in.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/?token={}", self.port, self.token)
    }

    /// The token for scripts.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Gives the first browser that brings the token its cookie. The cookie's name holds the port, because cookies of
    /// one machine are shared between ports and several apps may run.
    pub fn exchange(&self, token: &str) -> Response {
        if !same(token, &self.token) || self.was_exchanged.swap(true, Ordering::SeqCst) {
            let page = "This address was used already or is not right. Start the app again to get a new one.\n\
                        此地址已被使用或不正确，请重新启动应用以获取新地址。\n";
            return (StatusCode::FORBIDDEN, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], page).into_response();
        }
        let cookie = format!("{}={}; Path=/; HttpOnly; SameSite=Strict", self.cookie(), self.session);
        (StatusCode::SEE_OTHER, [(header::SET_COOKIE, cookie), (header::LOCATION, "/".to_owned())]).into_response()
    }

    fn cookie(&self) -> String {
        format!("forecourt-{}", self.port)
    }

    fn is_our_host(&self, host: &str) -> bool {
        ["127.0.0.1", "localhost"].iter().any(|name| host == format!("{name}:{}", self.port))
    }

    fn is_our_origin(&self, origin: &str) -> bool {
        origin.strip_prefix("http://").is_some_and(|host| self.is_our_host(host))
    }

    fn pass(&self, headers: &HeaderMap) -> Option<Pass> {
        let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
        if let Some(bearer) = text(header::AUTHORIZATION).and_then(|value| value.strip_prefix("Bearer ")) {
            return same(bearer, &self.token).then_some(Pass::Bearer);
        }
        let (name, cookies) = (self.cookie(), headers.get_all(header::COOKIE));
        let mut pairs = cookies.iter().filter_map(|value| value.to_str().ok()).flat_map(|line| line.split(';'));
        pairs
            .any(|pair| pair.trim().split_once('=').is_some_and(|(key, value)| key == name && same(value, &self.session)))
            .then_some(Pass::Cookie)
    }

    /// Whether the page that asks is ours. Browsers name the origin of every POST; a missing one is no browser's.
    fn is_our_page(&self, method: &Method, headers: &HeaderMap, pass: Pass) -> bool {
        let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
        if text("sec-fetch-site").is_some_and(|site| site != "same-origin") {
            return false;
        }
        match (text("origin"), pass) {
            (Some(origin), _) => self.is_our_origin(origin),
            (None, Pass::Bearer) => true,
            (None, Pass::Cookie) => *method == Method::GET,
        }
    }
}

fn same(given: &str, kept: &str) -> bool {
    given.as_bytes().ct_eq(kept.as_bytes()).into()
}

/// Refuses requests under another name than ours.
pub async fn check_host(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    if shared.gate.is_our_host(host) {
        next.run(request).await
    } else {
        (StatusCode::MISDIRECTED_REQUEST, "This host is not the app's own.\n").into_response()
    }
}

/// Lets in who holds the token or the cookie, and only from our own page.
pub async fn admit(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let (method, headers) = (request.method(), request.headers());
    let Some(pass) = shared.gate.pass(headers) else {
        return refuse(
            StatusCode::UNAUTHORIZED,
            "This browser was not let in. Open the address that the app printed when it started.",
        );
    };
    if !shared.gate.is_our_page(method, headers, pass) {
        return refuse(StatusCode::FORBIDDEN, "This page may not ask the app. Nothing was changed.");
    }
    next.run(request).await
}

fn refuse(status: StatusCode, message: &str) -> Response {
    let error = AppError { code: ErrorCode::NotAllowed, message: message.to_owned(), field: None, about: None };
    (status, Json(error)).into_response()
}
