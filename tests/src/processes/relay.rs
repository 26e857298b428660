//! The relay as a process.

use std::{
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    path::{Path, PathBuf},
    process::ExitStatus,
};

use serde_json::Value;

use super::{Child, PATIENCE, program_through};

/// A relay over a folder; it can be ended and started again.
#[derive(Debug)]
pub struct Relay {
    folder: PathBuf,
    through: Vec<String>,
    options: Vec<String>,
    child: Child,
    ready: Value,
}

impl Relay {
    /// Starts one on a free port of this machine, without TLS, so that what goes over a road can be read.
    ///
    /// # Panics
    /// When it does not start.
    #[must_use]
    pub fn start(folder: &Path) -> Self {
        Self::start_through(folder, Vec::new())
    }

    /// Likewise with a certificate of its own, as it ships.
    ///
    /// # Panics
    /// When it does not start.
    #[must_use]
    pub fn start_protected(folder: &Path) -> Self {
        Self::with(folder, Vec::new(), Vec::new())
    }

    /// Like [`Relay::start`], started through a program such as `strace` with its arguments.
    ///
    /// # Panics
    /// When it does not start.
    #[must_use]
    pub fn start_through(folder: &Path, through: Vec<String>) -> Self {
        Self::with(folder, through, vec!["--plain".to_owned()])
    }

    /// Starts it through a program, with options of its own command line.
    ///
    /// # Panics
    /// When it does not start.
    #[must_use]
    pub fn with(folder: &Path, through: Vec<String>, options: Vec<String>) -> Self {
        std::fs::create_dir_all(folder).unwrap();
        let (child, ready) = serve(folder, &through, &options);
        Self { folder: folder.to_owned(), through, options, child, ready }
    }

    /// Its process id.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// What to type as its address.
    #[must_use]
    pub fn url(&self) -> &str {
        self.ready["address"].as_str().unwrap()
    }

    /// What it printed once it was ready.
    #[must_use]
    pub const fn ready(&self) -> &Value {
        &self.ready
    }

    /// Where it listens; another port after each start.
    ///
    /// # Panics
    /// When it said something else.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.ready["address"].as_str().unwrap().split_once("://").unwrap().1.parse().unwrap()
    }

    /// The first administrator's code.
    ///
    /// # Panics
    /// When a store is open on it already.
    #[must_use]
    pub fn first_code(&self) -> &str {
        self.ready["first_code"].as_str().unwrap()
    }

    /// A figure of its own measures, such as `forecourt_connected`; 0 while it has not measured that yet.
    ///
    /// # Panics
    /// When it tells none.
    #[must_use]
    pub fn figure(&self, name: &str) -> f64 {
        let mut stream = TcpStream::connect(self.address()).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let asked = format!("GET /metrics HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n", self.address());
        stream.write_all(asked.as_bytes()).unwrap();
        let mut told = String::new();
        stream.read_to_string(&mut told).unwrap();
        assert!(told.starts_with("HTTP/1.1 200 "), "{told}");
        let figure = told.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        figure.map_or(0.0, |figure| figure.parse().unwrap())
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
        let (child, ready) = serve(&self.folder, &self.through, &self.options);
        (self.child, self.ready) = (child, ready);
    }
}

fn serve(folder: &Path, through: &[String], options: &[String]) -> (Child, Value) {
    let mut command = program_through("forecourt-relay", through);
    command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(folder.join("data")).args(options);
    Child::start(&mut command, &folder.join("relay.log"))
}
