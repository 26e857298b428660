//! The browser host, asked over real sockets: who is let in, what is answered, what is told.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot set itself up must fail")]

use std::sync::Arc;

use forecourt_app::{
    browser::{Address, Browser},
    desk::{Desk, Tidings},
    stop::{self, Stopper},
};
use forecourt_core::{
    app::api::{
        error::{AppError, ErrorCode},
        sync::Told,
    },
    clock::World,
};
use reqwest::{Client, RequestBuilder, Response, StatusCode, redirect::Policy};
use serde_json::{Value, json};

/// Answers with what it was asked; fails and panics where a test wants it.
struct Echo;

impl Desk for Echo {
    fn dispatch(&self, name: &str, request: Value) -> Result<Value, AppError> {
        match request.get("fail").and_then(Value::as_str) {
            Some("panic") => panic!("wanted by the test"),
            Some(code) => Err(serde_json::from_value::<ErrorCode>(json!(code)).unwrap().of("phones")),
            None => Ok(json!({ "name": name, "request": request })),
        }
    }
}

struct Running {
    address: Address,
    tidings: Tidings,
    client: Client,
    stopper: Stopper,
    served: tokio::task::JoinHandle<std::io::Result<()>>,
}

async fn start() -> Running {
    let (stopper, stop) = stop::pair();
    let tidings = Tidings::default();
    let browser = Browser::listen(0, Arc::new(Echo), tidings.clone(), &World::system(), stop).await.unwrap();
    let address = browser.address();
    let served = tokio::spawn(browser.serve());
    let client = Client::builder().redirect(Policy::none()).no_proxy().build().unwrap();
    Running { address, tidings, client, stopper, served }
}

impl Running {
    fn root(&self) -> &str {
        self.address.url.split("/?").next().unwrap()
    }

    fn post(&self, path: &str) -> RequestBuilder {
        self.client.post(format!("{}{path}", self.root())).header("content-type", "application/json")
    }

    fn get(&self, path: &str) -> RequestBuilder {
        self.client.get(format!("{}{path}", self.root()))
    }

    async fn cookie(&self) -> String {
        let response = self.client.get(&self.address.url).send().await.unwrap();
        let set = response.headers()["set-cookie"].to_str().unwrap().to_owned();
        set.split(';').next().unwrap().to_owned()
    }
}

async fn status(request: RequestBuilder) -> StatusCode {
    request.send().await.unwrap().status()
}

async fn body(response: Response) -> Value {
    serde_json::from_slice(&response.bytes().await.unwrap()).unwrap()
}

#[tokio::test]
async fn the_printed_address_lets_one_browser_in_once() {
    let app = start().await;
    let first = app.client.get(&app.address.url).send().await.unwrap();
    assert_eq!((first.status(), first.headers()["location"].to_str().unwrap()), (StatusCode::SEE_OTHER, "/"));
    let cookie = first.headers()["set-cookie"].to_str().unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    assert!(!cookie.contains(&app.address.token), "the cookie is not the token");

    let second = app.client.get(&app.address.url).send().await.unwrap();
    assert_eq!(second.status(), StatusCode::FORBIDDEN);
    assert!(second.headers().get("set-cookie").is_none());
}

#[tokio::test]
async fn a_wrong_token_does_not_spend_the_right_one() {
    let app = start().await;
    assert_eq!(status(app.get("/?token=0000")).await, StatusCode::FORBIDDEN);
    assert_eq!(status(app.client.get(&app.address.url)).await, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_command_is_answered_to_cookie_and_bearer_alone() {
    let app = start().await;
    let asked = json!({ "typed": "13800000001" });
    let cookie = app.cookie().await;
    let by_cookie = app.post("/api/check_phone").header("cookie", &cookie).header("origin", app.root());
    let answer = by_cookie.body(asked.to_string()).send().await.unwrap();
    assert_eq!(answer.headers()["cache-control"], "no-store");
    assert_eq!(body(answer).await, json!({ "name": "check_phone", "request": asked }));
    // The token still serves scripts after a browser has used it.
    assert_eq!(status(app.post("/api/state").bearer_auth(&app.address.token)).await, StatusCode::OK);

    assert_eq!(status(app.post("/api/state")).await, StatusCode::UNAUTHORIZED);
    assert_eq!(status(app.post("/api/state").bearer_auth("0000")).await, StatusCode::UNAUTHORIZED);
    assert_eq!(status(app.post("/api/state").header("cookie", "forecourt-1=x")).await, StatusCode::UNAUTHORIZED);
    assert_eq!(status(app.get("/api/events")).await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn every_command_is_reached_by_its_name() {
    let app = start().await;
    for name in forecourt_core::app::api::COMMANDS {
        let answer = app.post(&format!("/api/{name}")).bearer_auth(&app.address.token).body("{}").send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{name}");
        assert_eq!(body(answer).await["name"], *name);
    }
}

#[tokio::test]
async fn another_site_reaches_nothing() {
    let app = start().await;
    let cookie = app.cookie().await;
    let port = app.root().rsplit(':').next().unwrap().to_owned();
    let ours = || app.post("/api/state").header("cookie", &cookie);
    assert_eq!(status(ours().header("origin", app.root())).await, StatusCode::OK);
    assert_eq!(status(ours().header("origin", format!("http://localhost:{port}"))).await, StatusCode::OK);

    assert_eq!(status(ours()).await, StatusCode::FORBIDDEN, "a cookie without an origin");
    for origin in ["null", "http://evil.example", "https://127.0.0.1", "http://127.0.0.1:1", "http://127.0.0.1.evil.example"] {
        assert_eq!(status(ours().header("origin", origin)).await, StatusCode::FORBIDDEN, "{origin}");
        let bearer = app.post("/api/state").bearer_auth(&app.address.token).header("origin", origin);
        assert_eq!(status(bearer).await, StatusCode::FORBIDDEN, "{origin}");
    }
    let cross = app.get("/api/events").header("cookie", &cookie).header("sec-fetch-site", "cross-site");
    assert_eq!(status(cross).await, StatusCode::FORBIDDEN);
    let form = app.client.post(format!("{}/api/state", app.root())).header("cookie", &cookie).header("origin", app.root());
    assert_eq!(status(form.header("content-type", "text/plain").body("{}")).await, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    for host in ["evil.example", "127.0.0.1", "127.0.0.1:1", &format!("evil.example:{port}")] {
        assert_eq!(status(app.get("/").header("host", host)).await, StatusCode::MISDIRECTED_REQUEST, "{host}");
    }
}

#[tokio::test]
async fn errors_have_a_fitting_status_and_the_core_s_own_words() {
    let app = start().await;
    let ask = |code: &str| app.post("/api/state").bearer_auth(&app.address.token).body(json!({ "fail": code }).to_string());
    for (code, status) in [("required", 400), ("not_allowed", 403), ("not_found", 404), ("cannot_undo", 409), ("offline", 503)] {
        let answer = ask(code).send().await.unwrap();
        assert_eq!(answer.status(), status, "{code}");
        let body = body(answer).await;
        assert_eq!((&body["code"], &body["field"]), (&json!(code), &json!("phones")));
    }
    let panicked = ask("panic").send().await.unwrap();
    assert_eq!(panicked.status(), 500);
    assert_eq!(body(panicked).await["code"], "internal");
}

#[tokio::test]
async fn what_is_no_request_is_refused_before_the_core_sees_it() {
    let app = start().await;
    let post = |path: &str, body: String| app.post(path).bearer_auth(&app.address.token).body(body);
    assert_eq!(status(post("/api/format_disk", "{}".into())).await, StatusCode::NOT_FOUND);
    assert_eq!(status(post("/api/state", "{".into())).await, StatusCode::BAD_REQUEST);
    assert_eq!(status(post("/api/state", "x".repeat((1 << 20) + 1))).await, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn every_page_forbids_foreign_content() {
    let app = start().await;
    for path in ["/", "/customers", "/api/state", "/nothing.js"] {
        let response = app.get(path).send().await.unwrap();
        let policy = response.headers()["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'self';"), "{path}: {policy}");
        assert_eq!(response.headers()["x-content-type-options"], "nosniff");
    }
}

async fn read_until(response: &mut Response, wanted: &str) -> String {
    let mut read = String::new();
    while !read.contains(wanted) {
        read.push_str(std::str::from_utf8(&response.chunk().await.unwrap().unwrap()).unwrap());
    }
    read
}

#[tokio::test]
async fn screens_are_told_what_happens() {
    let app = start().await;
    let listen = || app.get("/api/events").bearer_auth(&app.address.token);
    let mut first = listen().send().await.unwrap();
    let mut second = listen().header("last-event-id", "1").send().await.unwrap();
    app.tidings.tell(Told::State);
    let told = read_until(&mut first, r#"data: {"event":"state"}"#).await;
    assert!(!told.contains("touched"), "a new screen fetches by itself: {told}");
    let again = read_until(&mut second, r#"data: {"event":"state"}"#).await;
    assert!(again.contains(r#""everything":true"#), "a screen that comes back fetches everything: {again}");
}

#[tokio::test]
async fn a_slow_screen_is_told_to_fetch_everything() {
    let tidings = Tidings::default();
    let mut slow = tidings.listen();
    for _ in 0..1000 {
        tidings.tell(Told::State);
    }
    assert!(matches!(slow.next().await, Some(Told::Touched { touched }) if touched.everything));
    assert_eq!(slow.next().await, Some(Told::State));
}

#[tokio::test]
async fn the_host_ends_while_screens_listen() {
    let app = start().await;
    let mut screen = app.get("/api/events").bearer_auth(&app.address.token).send().await.unwrap();
    app.stopper.stop();
    while let Some(chunk) = screen.chunk().await.unwrap() {
        drop(chunk);
    }
    app.served.await.unwrap().unwrap();
}
