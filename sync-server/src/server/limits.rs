//! How much one device may take of the relay. Quotas delay, they never refuse: an event's five hundred leads must pass.
//!
//! What a single change or file may weigh stands in the guard, and how long a message may be in the protocol: devices keep
//! those laws too, so no relay can change them alone.

use std::time::Duration;

/// Bounds of the sockets. Every wait ends, every queue is bounded.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Messages a second that a connection may send in the long run; more wait in its socket.
    pub messages_per_second: u32,
    /// Messages that may come at once.
    pub burst: u32,
    /// Messages that may wait for one reader; at more it is cut off and catches up by its cursor.
    pub reader_queue: usize,
    /// Sockets served at once; more wait to be accepted.
    pub connections: usize,
    /// How long a client may take to send the head of a request.
    pub head: Duration,
    /// How long it may take for a whole request and its answer.
    pub request: Duration,
    /// How long a device may take to read one message.
    pub send: Duration,
    /// How long a device may take to send one message.
    pub message: Duration,
    /// How often a silent connection is asked for a sign of life.
    pub ping: Duration,
    /// After so long without one it is gone.
    pub silence: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            messages_per_second: 30,
            burst: 120,
            reader_queue: 256,
            connections: 4096,
            head: Duration::from_secs(5),
            request: Duration::from_secs(15),
            send: Duration::from_secs(20),
            message: Duration::from_secs(60),
            ping: Duration::from_secs(20),
            silence: Duration::from_secs(65),
        }
    }
}
