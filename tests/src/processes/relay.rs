//! The relay as a process.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Command, ExitStatus},
};

use serde_json::Value;

use super::{Child, program};

/// A relay over a folder; it can be ended and started again.
#[derive(Debug)]
pub struct Relay {
    folder: PathBuf,
    child: Child,
    ready: Value,
}

impl Relay {
    /// Starts one on a free port of this machine.
    ///
    /// # Panics
    /// When it does not start.
    #[must_use]
    pub fn start(folder: &Path) -> Self {
        std::fs::create_dir_all(folder).unwrap();
        let (child, ready) = serve(folder);
        Self { folder: folder.to_owned(), child, ready }
    }

    /// Where it listens; another port after each start.
    ///
    /// # Panics
    /// When it said something else.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.ready["address"].as_str().unwrap().trim_start_matches("http://").parse().unwrap()
    }

    /// The first administrator's code.
    ///
    /// # Panics
    /// When a store is open on it already.
    #[must_use]
    pub fn first_code(&self) -> &str {
        self.ready["first_code"].as_str().unwrap()
    }

    /// Ends it as a power cut would.
    pub fn kill(&mut self) {
        self.child.kill();
    }

    /// Asks it to end.
    pub fn stop(&mut self) -> ExitStatus {
        self.child.stop()
    }

    /// Starts it again over the same folder.
    pub fn restart(&mut self) {
        self.child.kill();
        let (child, ready) = serve(&self.folder);
        (self.child, self.ready) = (child, ready);
    }
}

fn serve(folder: &Path) -> (Child, Value) {
    let mut command = Command::new(program("forecourt-relay"));
    command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(folder.join("data"));
    Child::start(&mut command, &folder.join("relay.log"))
}
