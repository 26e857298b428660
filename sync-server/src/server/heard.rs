//! How much came in over a connection: by that a message that never ends is told from a device that has nothing to say.
//!
//! A message may come in many frames, and a client may answer pings between them: each is a sign of life, and none says how
//! far the message is. So the bytes are counted below the socket, and those of control frames and whole messages taken off.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::Instant,
};

/// Bytes that came in over one connection.
#[derive(Debug, Clone, Default)]
pub(super) struct Heard(Arc<AtomicU64>);

impl Heard {
    fn bytes(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// A stream whose incoming bytes are counted.
#[derive(Debug)]
pub(super) struct Counted<S> {
    stream: S,
    heard: Heard,
}

impl<S> Counted<S> {
    pub(super) const fn new(stream: S, heard: Heard) -> Self {
        Self { stream, heard }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Counted<S> {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<std::io::Result<()>> {
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(context, buffer);
        self.heard.0.fetch_add(buffer.filled().len().saturating_sub(before) as u64, Ordering::Relaxed);
        read
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Counted<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<std::io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[std::io::IoSlice<'_>],
    ) -> Poll<std::io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, bytes)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}

/// A client's control frame weighs this beside its words (RFC 6455, 5.2): two bytes of head, four of mask.
const CONTROL_FRAME_BYTES: u64 = 6;

/// The message that a socket is in the middle of, if it is.
#[derive(Debug)]
pub(super) struct Unfinished {
    heard: Heard,
    /// Bytes of everything that came whole.
    whole: u64,
    since: Option<Instant>,
}

impl Unfinished {
    pub(super) fn new(heard: Heard) -> Self {
        Self { whole: heard.bytes(), heard, since: None }
    }

    /// A message came whole.
    pub(super) fn message(&mut self) {
        self.whole = self.heard.bytes();
        self.since = None;
    }

    /// A control frame of so many bytes came at `at`. Tells how long a message has been under way.
    pub(super) fn control(&mut self, words: usize, at: Instant) -> Duration {
        self.whole = self.whole.saturating_add(CONTROL_FRAME_BYTES + words as u64);
        let is_under_way = self.heard.bytes() > self.whole;
        self.since = if is_under_way { self.since.or(Some(at)) } else { None };
        self.since.map_or(Duration::ZERO, |since| at.saturating_duration_since(since))
    }
}
