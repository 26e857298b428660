//! The whole store in one thread: a relay, its devices, and the network between them.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use forecourt_core::app::Closing;
use forecourt_relay::{archive::Manifest, relay::Outgoing};

use super::{
    chronicle::Chronicle,
    device::Device,
    network::{Down, Network},
    relay::RelayEnd,
};

/// Rounds after which a store that should be quiet is not going to be.
const MOST_ROUNDS: usize = 400;

/// When the relay dies in the course of a turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    Lives,
    /// After it took messages in, before they were committed.
    DiesBeforeCommit,
    /// After the commit, before anything left.
    DiesAfterCommit,
}

pub(super) struct System {
    pub relay: Arc<Mutex<RelayEnd>>,
    pub devices: Vec<Device>,
    pub network: Network,
    pub chronicle: Chronicle,
}

impl System {
    pub(super) fn new(relay: Arc<Mutex<RelayEnd>>, devices: Vec<Device>) -> Self {
        Self { relay, devices, network: Network::default(), chronicle: Chronicle::default() }
    }

    pub(super) fn relay(&self) -> MutexGuard<'_, RelayEnd> {
        self.relay.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A device opens its socket.
    pub(super) fn connect(&mut self, device: usize) {
        if self.network.is_connected(device) {
            return;
        }
        let conn = self.relay().core().connect();
        self.network.open(device, conn);
        let said = self.devices[device].link().opened();
        self.carry(device, said);
    }

    /// A device's connection breaks; the relay learns of it later, perhaps.
    pub(super) fn drop_line(&mut self, device: usize) {
        if self.network.is_connected(device) {
            self.devices[device].link().closed();
            self.network.let_go(device);
        }
    }

    /// The relay learns that a line is dead; what was still on its way up is lost.
    pub(super) fn bury(&mut self, place: usize) {
        let line = self.network.lines.remove(place);
        if line.is_heard {
            self.turn(|relay| relay.core().disconnect(line.conn), Fate::Lives);
        }
    }

    /// The app of a device ends and starts again.
    pub(super) fn restart_device(&mut self, device: usize) {
        self.network.let_go(device);
        self.devices[device].restart();
    }

    /// The relay takes messages up from these lines, then lives or dies.
    pub(super) fn relay_takes(&mut self, places: &[usize], fate: Fate) {
        let messages: Vec<_> = places.iter().filter_map(|place| self.network.take_up(*place)).collect();
        self.turn(
            |relay| {
                for (conn, bytes) in &messages {
                    relay.core().receive(*conn, bytes);
                }
            },
            fate,
        );
    }

    /// Time goes by for the relay.
    pub(super) fn relay_ticks(&mut self) {
        self.turn(|relay| relay.core().tick(), Fate::Lives);
    }

    fn turn(&mut self, work: impl FnOnce(&mut RelayEnd), fate: Fate) {
        let mut leaves = Vec::new();
        {
            let mut relay = self.relay();
            work(&mut relay);
            // A relay that lets anything out before the commit is believed by whoever hears it.
            leaves.extend(relay.core().take_outgoing());
            if fate != Fate::DiesBeforeCommit {
                relay.core().commit().unwrap();
                if fate == Fate::Lives {
                    leaves.extend(relay.core().take_outgoing());
                }
            }
        }
        self.route(leaves);
        if fate != Fate::Lives {
            self.restart_relay();
        }
    }

    /// The relay ends, with every connection, and starts again on its file.
    pub(super) fn restart_relay(&mut self) {
        self.relay().restart();
        self.network.relay_gone();
    }

    /// The relay ends, and comes back from a backup.
    pub(super) fn restore_relay(&mut self, backup: &(PathBuf, Manifest)) {
        self.relay().restore(&backup.0);
        self.network.relay_gone();
        self.chronicle.begin_life(backup.1.head, backup.1.entries);
    }

    /// Whether the relay sends a device away for good.
    pub(super) fn is_turned_away(&mut self, device: usize) -> bool {
        self.drop_line(device);
        let conn = self.relay().core().connect();
        let mut said = self.devices[device].link().opened();
        loop {
            let messages = match said {
                Ok(messages) => messages,
                Err(closing) => return closing.is_final,
            };
            let mut relay = self.relay();
            for bytes in &messages {
                relay.core().receive(conn, bytes);
            }
            relay.core().commit().unwrap();
            let heard: Vec<_> = relay.core().take_outgoing();
            drop(relay);
            let mut answers = Ok(Vec::new());
            let mut has_heard = false;
            for outgoing in heard {
                let Outgoing::Message { conn: to, bytes } = outgoing else { continue };
                if to != conn {
                    continue;
                }
                has_heard = true;
                answers = answers.and_then(|mut all: Vec<Vec<u8>>| {
                    all.extend(self.devices[device].link().received(&bytes)?);
                    Ok(all)
                });
            }
            if !has_heard {
                return false;
            }
            said = answers;
        }
    }

    fn route(&mut self, leaves: Vec<Outgoing>) {
        for outgoing in leaves {
            match outgoing {
                Outgoing::Message { conn, bytes } => {
                    let Some(line) = self.network.by_conn(conn) else { continue };
                    self.chronicle.note(line.device, &bytes);
                    if line.is_held {
                        line.down.push_back(Down::Message(bytes));
                    }
                }
                Outgoing::Close { conn } => {
                    if let Some(line) = self.network.by_conn(conn) {
                        line.down.push_back(Down::Close);
                    }
                }
            }
        }
    }

    /// The next thing on a device's line arrives there.
    pub(super) fn device_hears(&mut self, device: usize) {
        match self.network.take_down(device) {
            None => {}
            Some(Down::Close) => self.drop_line(device),
            Some(Down::Message(bytes)) => {
                let said = self.devices[device].link().received(&bytes);
                self.carry(device, said);
            }
        }
    }

    /// The next thing arrives, and the app may end while it is being taken in.
    pub(super) fn device_dies_hearing(&mut self, device: usize, readings: u64) {
        let fuse = self.devices[device].light_fuse(readings);
        if !Device::survives(&fuse, || self.device_hears(device)) {
            self.restart_device(device);
        }
    }

    /// A device looks whether something waits to be sent.
    pub(super) fn device_looks(&mut self, device: usize) {
        if self.network.is_connected(device) {
            let said = self.devices[device].link().poll();
            self.carry(device, said);
        }
    }

    /// Some seconds go by at a device.
    pub(super) fn device_ticks(&mut self, device: usize) {
        if self.network.is_connected(device) {
            let said = self.devices[device].link().tick();
            self.carry(device, said);
        }
    }

    fn carry(&mut self, device: usize, said: Result<Vec<Vec<u8>>, Closing>) {
        match said {
            Ok(messages) => self.network.send(device, messages),
            Err(closing) => {
                assert!(!closing.is_final, "{} gave up for good: {closing:?}", self.devices[device].name);
                self.drop_line(device);
            }
        }
    }

    /// Heals the network for these devices and lets everything arrive, until nobody has anything to say.
    pub(super) fn settle(&mut self, devices: &[usize]) {
        for _ in 0..MOST_ROUNDS {
            for place in self.network.dead().into_iter().rev() {
                self.bury(place);
            }
            for device in devices {
                self.connect(*device);
                self.device_looks(*device);
            }
            if self.network.speaking().is_empty() && self.network.hearing().is_empty() {
                for device in devices {
                    self.device_ticks(*device);
                }
                if self.network.speaking().is_empty() {
                    return;
                }
            }
            self.pass_on();
        }
        panic!("the store never comes to rest");
    }

    /// Everything under way arrives.
    pub(super) fn pass_on(&mut self) {
        let speaking = self.network.speaking();
        self.relay_takes(&speaking, Fate::Lives);
        for device in self.network.hearing() {
            self.device_hears(device);
        }
    }
}
