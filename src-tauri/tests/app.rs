//! The whole app as a process: what it prints, what it answers, what it refuses, how it ends.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot set itself up must fail")]

use std::{path::Path, process::Stdio};

use reqwest::Client;
use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt as _, BufReader},
    process::{Child, Command},
};

/// The app at work on a data folder of a test.
struct Process {
    child: Child,
    url: String,
    token: String,
    client: Client,
}

fn command(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_forecourt"));
    command.args(["--browser", "--no-open", "--data"]).arg(data).arg("--key-file").arg(data.with_extension("key"));
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
    command
}

async fn start(mut command: Command) -> Process {
    let mut child = command.spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let Some(line) = lines.next_line().await.unwrap() else {
        panic!("{}", String::from_utf8_lossy(&child.wait_with_output().await.unwrap().stderr));
    };
    let printed: Value = serde_json::from_str(&line).unwrap();
    assert_eq!(printed["pid"], json!(child.id()));
    let url = printed["url"].as_str().unwrap().split("/?").next().unwrap().to_owned();
    let token = printed["token"].as_str().unwrap().to_owned();
    Process { child, url, token, client: Client::builder().no_proxy().build().unwrap() }
}

impl Process {
    async fn ask(&self, command: &str, request: Value) -> Value {
        let asked = self.client.post(format!("{}/api/{command}", self.url)).bearer_auth(&self.token);
        let answer = asked.header("content-type", "application/json").body(request.to_string()).send().await.unwrap();
        serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap()
    }

    /// Follows what the app tells until it is synced.
    async fn until_synced(&self) {
        let mut events = self.client.get(format!("{}/api/events", self.url)).bearer_auth(&self.token).send().await.unwrap();
        while self.ask("sync_status", json!({})).await["link"] != "synced" {
            assert!(events.chunk().await.unwrap().is_some(), "the app ended");
        }
    }

    /// SIGTERM, and the app has to end by itself.
    async fn end(mut self) {
        let pid = self.child.id().unwrap().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().await.unwrap().success());
        assert!(self.child.wait().await.unwrap().success());
    }
}

#[tokio::test]
async fn a_lead_is_still_there_after_a_restart() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    let mut first = command(&data);
    first.args(["--practise", "--language", "en"]);
    let app = start(first).await;
    let state = app.ask("state", json!({})).await;
    assert_eq!((&state["phase"]["phase"], &state["language"]), (&json!("ready"), &json!("en")));
    assert_eq!(state["phase"]["store"]["practice"], json!(true));
    let lead = json!({
        "phones": ["13800000001"], "name": "", "sex": null, "contact_refused": false, "event": null, "interests": [],
        "named": [], "grade": null, "source": null, "information_source": null, "budget": "", "purchase_on": null,
        "next_follow_up_on": null, "remark": "", "draft": null, "request": null
    });
    let saved = app.ask("capture_lead", lead).await;
    assert!(saved["file"].is_string(), "{saved}");
    app.end().await;

    let app = start(command(&data)).await;
    let known = app.ask("check_phone", json!({ "typed": "13800000001", "except": null })).await;
    assert_eq!(known["known"][0]["file"], saved["file"], "{known}");
    app.end().await;
}

#[tokio::test]
async fn one_folder_serves_one_app_and_two_folders_two() {
    let dir = tempfile::tempdir().unwrap();
    let app = start(command(&dir.path().join("a"))).await;
    let second = command(&dir.path().join("a")).output().await.unwrap();
    assert!(!second.status.success() && second.stdout.is_empty());
    let told = String::from_utf8(second.stderr).unwrap();
    assert!(told.contains("another Forecourt is using the data folder"), "{told}");
    start(command(&dir.path().join("b"))).await.end().await;
    app.end().await;
}

#[tokio::test]
async fn another_key_opens_nothing_and_says_so() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    let mut first = command(&data);
    first.arg("--practise");
    start(first).await.end().await;
    std::fs::remove_file(data.with_extension("key")).unwrap();
    let app = start(command(&data)).await;
    let state = app.ask("state", json!({})).await;
    assert_eq!((&state["phase"]["phase"], &state["phase"]["error"]["code"]), (&json!("closed"), &json!("wrong_key")), "{state}");
}

#[tokio::test]
async fn a_portal_is_never_taken_for_a_relay() {
    let dir = tempfile::tempdir().unwrap();
    let portal = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", portal.local_addr().unwrap());
    tokio::spawn(async move {
        use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
        while let Ok((mut stream, _)) = portal.accept().await {
            let mut request = [0; 4096];
            if stream.read(&mut request).await.is_ok_and(|read| read > 0) {
                let page = "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 20\r\nconnection: close\r\n\r\n<html>sign in</html>";
                // The app may have hung up already.
                let _ = stream.write_all(page.as_bytes()).await;
            }
        }
    });
    let app = start(command(&dir.path().join("data"))).await;
    let answer = app.ask("join_store", json!({ "relay": address, "code": "0123456789", "device_name": "x" })).await;
    assert_eq!(answer["code"], "not_a_relay", "{answer}");
    assert_eq!(app.ask("state", json!({})).await["phase"]["phase"], "first_start");
    app.end().await;
}

#[tokio::test]
async fn a_store_on_the_app_s_own_relay_is_synced_and_comes_back_so() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    let app = start(command(&data)).await;
    let opened = app
        .ask(
            "open_store",
            json!({ "store_name": "Test", "staff_name": "Admin", "roles": ["sales_manager"], "relay": null, "code": null }),
        )
        .await;
    assert_eq!(opened["phase"]["phase"], "ready", "{opened}");
    app.until_synced().await;
    app.end().await;
    let app = start(command(&data)).await;
    app.until_synced().await;
    app.end().await;
}

#[tokio::test]
async fn without_a_display_the_app_is_served_to_the_browser() {
    let dir = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_forecourt"));
    command.args(["--no-open", "--data"]).arg(dir.path().join("data")).arg("--key-file").arg(dir.path().join("my.key"));
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
    start(command).await.end().await;
}
