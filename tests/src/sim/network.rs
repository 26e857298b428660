//! The network: lines between devices and the relay. What travels on one line keeps its order; lines delay each other as
//! chance wants, break with all that is on them, and the relay may learn late that one broke.

use std::{collections::VecDeque, sync::Arc};

use forecourt_relay::relay::ConnId;

/// What comes down a line.
#[derive(Debug, Clone)]
pub(super) enum Down {
    Message(Arc<Vec<u8>>),
    Close,
}

/// One connection.
#[derive(Debug)]
pub(super) struct Line {
    pub device: usize,
    pub conn: ConnId,
    /// On the way to the relay.
    pub up: VecDeque<Vec<u8>>,
    /// On the way to the device.
    pub down: VecDeque<Down>,
    /// Whether the device still holds its end.
    pub is_held: bool,
    /// Whether the relay still holds its end.
    pub is_heard: bool,
}

/// All lines, also those that only the relay still believes in.
#[derive(Debug, Default)]
pub(super) struct Network {
    pub lines: Vec<Line>,
}

impl Network {
    /// The line that a device holds.
    pub(super) fn of(&mut self, device: usize) -> Option<&mut Line> {
        self.lines.iter_mut().find(|line| line.is_held && line.device == device)
    }

    pub(super) fn is_connected(&self, device: usize) -> bool {
        self.lines.iter().any(|line| line.is_held && line.device == device)
    }

    pub(super) fn open(&mut self, device: usize, conn: ConnId) {
        self.lines.push(Line { device, conn, up: VecDeque::new(), down: VecDeque::new(), is_held: true, is_heard: true });
    }

    pub(super) fn send(&mut self, device: usize, messages: Vec<Vec<u8>>) {
        if let Some(line) = self.of(device) {
            line.up.extend(messages);
        }
    }

    /// The device's end is gone. What is on the way up may still arrive, as a message whose answer is lost.
    pub(super) fn let_go(&mut self, device: usize) {
        if let Some(line) = self.of(device) {
            line.is_held = false;
            line.down.clear();
        }
    }

    /// Takes the next message up from the line at `place`.
    pub(super) fn take_up(&mut self, place: usize) -> Option<(ConnId, Vec<u8>)> {
        let line = self.lines.get_mut(place)?;
        Some((line.conn, line.up.pop_front()?))
    }

    pub(super) fn take_down(&mut self, device: usize) -> Option<Down> {
        self.of(device)?.down.pop_front()
    }

    /// Lines on which something is on its way to the relay.
    pub(super) fn speaking(&self) -> Vec<usize> {
        (0..self.lines.len()).filter(|place| self.lines[*place].is_heard && !self.lines[*place].up.is_empty()).collect()
    }

    /// Lines that only the relay still believes in.
    pub(super) fn dead(&self) -> Vec<usize> {
        (0..self.lines.len()).filter(|place| !self.lines[*place].is_held).collect()
    }

    /// Devices for which something is on its way.
    pub(super) fn hearing(&self) -> Vec<usize> {
        self.lines.iter().filter(|line| line.is_held && !line.down.is_empty()).map(|line| line.device).collect()
    }

    /// The line of a connection that the relay holds.
    pub(super) fn by_conn(&mut self, conn: ConnId) -> Option<&mut Line> {
        self.lines.iter_mut().find(|line| line.is_heard && line.conn == conn)
    }

    /// The relay's end of every line is gone; what it sent before still arrives.
    pub(super) fn relay_gone(&mut self) {
        for line in &mut self.lines {
            line.up.clear();
            line.down.push_back(Down::Close);
            line.is_heard = false;
        }
        self.lines.retain(|line| line.is_held);
    }
}
