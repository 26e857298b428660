//! The app as a process, without a window.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::{Value, json};

use super::{Answer, Api, Child, program_through, until};

/// The variable that a passphrase is given in.
const PASSPHRASE: &str = "FORECOURT_TEST_PASSPHRASE";

/// Where an app lives.
#[derive(Debug, Clone)]
pub struct Place {
    /// Its data folder.
    pub data: PathBuf,
    /// The file that holds the key of its database.
    pub key_file: PathBuf,
    /// Where its log goes.
    pub log: PathBuf,
    /// What it is started through, such as `prlimit` with its arguments; empty for nothing.
    pub through: Vec<String>,
    /// The passphrase that its keys are sealed with, in place of the key file.
    pub passphrase: Option<String>,
}

impl Place {
    /// A folder with everything in it.
    ///
    /// # Panics
    /// When it cannot be made.
    #[must_use]
    pub fn in_folder(folder: &Path) -> Self {
        std::fs::create_dir_all(folder).unwrap();
        let within = |name: &str| folder.join(name);
        Self { data: within("data"), key_file: within("key"), log: within("app.log"), through: Vec::new(), passphrase: None }
    }

    fn command(&self) -> Command {
        let mut command = program_through("forecourt", &self.through);
        command.args(["--browser", "--port", "0", "--no-open", "--data"]).arg(&self.data);
        match &self.passphrase {
            None => command.arg("--key-file").arg(&self.key_file),
            Some(words) => command.args(["--passphrase-env", PASSPHRASE]).env(PASSPHRASE, words),
        };
        command
    }
}

/// A running app.
#[derive(Debug)]
pub struct App {
    /// Where it lives.
    pub place: Place,
    /// Its commands.
    pub api: Api,
    child: Child,
}

impl App {
    /// Starts it.
    ///
    /// # Panics
    /// When it does not start.
    #[must_use]
    pub fn start(place: Place) -> Self {
        let (child, ready) = Child::start(&mut place.command(), &place.log);
        Self { api: api(&ready), child, place }
    }

    /// Its process id.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Ends it as a power cut would.
    pub fn kill(&mut self) {
        self.child.kill();
    }

    /// Closes it as a person does.
    ///
    /// # Panics
    /// When it does not end well.
    pub fn close(&mut self) {
        assert!(self.child.stop().success(), "{}", self.child.said());
    }

    /// Starts it again, after [`App::kill`] or [`App::close`].
    pub fn start_again(&mut self) {
        let (child, ready) = Child::start(&mut self.place.command(), &self.place.log);
        self.child = child;
        self.api = api(&ready);
    }

    /// Asks for what must be answered.
    #[must_use]
    pub fn ask(&self, command: &str, request: &Value) -> Value {
        self.api.ask(command, request)
    }

    /// Likewise, where the answer does not matter.
    pub fn tell(&self, command: &str, request: &Value) {
        let _answer = self.ask(command, request);
    }

    /// Asks for what may be refused.
    pub fn try_ask(&self, command: &str, request: &Value) -> Answer {
        self.api.try_ask(command, request)
    }

    /// Where it stands: `first_start`, `joining`, `ready`, `closed`, and what belongs to that.
    #[must_use]
    pub fn phase(&self) -> Value {
        self.ask("state", &json!({}))["phase"].clone()
    }

    /// How many files of the list match a search, and which.
    ///
    /// # Panics
    /// When there are more than 200.
    #[must_use]
    pub fn search(&self, text: &str) -> Vec<Value> {
        let request = json!({ "filter": { "search": text }, "sort": "opened", "offset": 0, "limit": 200 });
        let mut list = self.ask("list_customers", &request);
        let rows = std::mem::take(list["rows"].as_array_mut().unwrap());
        assert_eq!(list["total"], rows.len());
        rows
    }

    /// Every file with its heads and hash, by id, then the mirror's digest.
    ///
    /// # Panics
    /// When the answer is not one.
    #[must_use]
    pub fn diagnosis(&self) -> Value {
        let mut whole = self.ask("diagnosis", &json!({}));
        while !whole["next"].is_null() {
            let mut page = self.ask("diagnosis", &json!({ "after": whole["next"] }));
            let files = std::mem::take(page["files"].as_array_mut().unwrap());
            whole["files"].as_array_mut().unwrap().extend(files);
            whole["next"] = page["next"].take();
        }
        whole
    }

    /// Asks to sync now and waits until relay and app have everything of each other.
    pub fn sync(&self) {
        self.impatiently("the app is in sync", |status| status["link"] == "synced" && status["waiting"] == 0);
    }

    /// Presses "sync now" again and again, as people do, until the pill is as wanted.
    fn impatiently(&self, what: &str, is_wanted: impl Fn(&Value) -> bool) -> Value {
        let mut looks = 0;
        until(what, || {
            if looks % 50 == 0 {
                self.tell("sync_now", &json!({}));
            }
            looks += 1;
            let status = self.ask("sync_status", &json!({}));
            is_wanted(&status).then_some(status)
        })
    }

    /// Waits until the pill says why there is no connection.
    #[must_use]
    pub fn offline_because(&self, code: &str) -> Value {
        self.impatiently(&format!("the pill says {code}"), |status| status["link"] == "offline" && status["error"] == code)
    }
}

fn api(ready: &Value) -> Api {
    let url = ready["url"].as_str().unwrap_or_else(|| panic!("the app told no address: {ready}"));
    let address: SocketAddr = url.trim_start_matches("http://").split('/').next().unwrap().parse().unwrap();
    Api::new(address, ready["token"].as_str().unwrap())
}
