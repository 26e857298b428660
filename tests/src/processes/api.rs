//! `POST /api/<command>` by hand over a socket of its own, so that a test sees exactly what was answered and what was not.

use std::{
    io::{self, Read as _, Write as _},
    net::{SocketAddr, TcpStream},
};

use forecourt_core::app::api::error::{AppError, ErrorCode};
use serde_json::Value;

use super::PATIENCE;

/// What a command answers: JSON, or why it refuses.
pub type Answer = Result<Value, AppError>;

/// The commands of one app.
#[derive(Debug, Clone)]
pub struct Api {
    address: SocketAddr,
    token: String,
}

impl Api {
    /// Of the app that listens at `address` and gave `token`.
    #[must_use]
    pub fn new(address: SocketAddr, token: &str) -> Self {
        Self { address, token: token.to_owned() }
    }

    /// Asks and waits for the answer.
    ///
    /// # Panics
    /// When the app cannot be asked, or refuses.
    #[must_use]
    pub fn ask(&self, command: &str, request: &Value) -> Value {
        self.try_ask(command, request).unwrap_or_else(|error| panic!("{command}: {:?}: {}", error.code, error.message))
    }

    /// Asks and waits for the answer or refusal.
    ///
    /// # Panics
    /// When the app cannot be asked.
    pub fn try_ask(&self, command: &str, request: &Value) -> Answer {
        let answer = self.send(command, request).answer();
        answer.unwrap_or_else(|error| panic!("{command} was not answered: {error}"))
    }

    /// Asks and waits for a refusal.
    ///
    /// # Panics
    /// When the app cannot be asked, or does as it is asked.
    #[must_use]
    pub fn refused(&self, command: &str, request: &Value) -> ErrorCode {
        match self.try_ask(command, request) {
            Err(error) => error.code,
            Ok(answer) => panic!("{command} was not refused: {answer}"),
        }
    }

    /// Sends a request without waiting for its answer.
    ///
    /// # Panics
    /// When the app cannot be asked.
    #[must_use]
    pub fn send(&self, command: &str, request: &Value) -> Pending {
        let body = request.to_string();
        let head = format!(
            "POST /api/{command} HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer {}\r\ncontent-type: application/json\r\n\
             content-length: {}\r\nconnection: close\r\n\r\n",
            self.address,
            self.token,
            body.len()
        );
        let mut stream = TcpStream::connect(self.address).unwrap_or_else(|error| panic!("{command} cannot be asked: {error}"));
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.write_all(format!("{head}{body}").as_bytes()).unwrap();
        Pending(stream)
    }
}

/// A request on its way.
#[derive(Debug)]
pub struct Pending(TcpStream);

impl Pending {
    /// The answer, if it arrives whole.
    ///
    /// # Errors
    /// When it does not, as when the app was killed meanwhile.
    pub fn answer(mut self) -> io::Result<Answer> {
        let mut bytes = Vec::new();
        self.0.read_to_end(&mut bytes)?;
        read(&bytes).ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }
}

/// An answer from its bytes; none where some are missing.
fn read(bytes: &[u8]) -> Option<Answer> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let (head, body) = (std::str::from_utf8(&bytes[..end]).ok()?, &bytes[end + 4..]);
    let mut lines = head.split("\r\n");
    let status: u16 = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let length =
        lines.find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length:").map(|text| text.trim().to_owned()));
    if body.len() != length?.parse::<usize>().ok()? {
        return None;
    }
    if status == 200 { Some(Ok(serde_json::from_slice(body).ok()?)) } else { Some(Err(serde_json::from_slice(body).ok()?)) }
}
