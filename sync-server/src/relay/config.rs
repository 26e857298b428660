//! How much a relay takes on.

/// Bounds of a relay.
#[derive(Debug, Clone, Copy)]
pub struct Config {
    /// Bytes of the documents kept open, as they are packed; open they take about twenty times as much.
    pub document_bytes: usize,
    /// Changes that may wait for what they stand on.
    pub waiting_count: usize,
    /// Bytes of those.
    pub waiting_bytes: usize,
    /// Changes of one device that may wait, at most so many of all those.
    pub waiting_count_each: usize,
    /// Bytes of those.
    pub waiting_bytes_each: usize,
    /// Different malformed or forged inputs after which a device is set aside.
    pub offences: u32,
    /// Phone numbers that a device may look up in a day.
    pub look_ups_a_day: u32,
    /// How long a connection may take to sign in.
    pub sign_in_ms: i64,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            document_bytes: 6 << 20,
            waiting_count: 1024,
            waiting_bytes: 16 << 20,
            waiting_count_each: 256,
            waiting_bytes_each: 4 << 20,
            offences: 3,
            look_ups_a_day: 200,
            sign_in_ms: 5_000,
        }
    }
}
