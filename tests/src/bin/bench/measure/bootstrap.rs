//! A new device gets every file over loopback, beside a plain download of the same customers.
//!
//! The device is a process of its own, so that its memory is its own. It joins twice over: once while the relay still
//! has to pack its files, once when they lie packed, as they do after an idle moment.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
    time::Duration,
};

use anyhow::{Context as _, ensure};
use serde_json::{Map, Value, json};

use crate::{
    baseline::download,
    figures::{ms, object, ratio, timed},
    network::{Device, Network, runtime},
    place::Folder,
    records::Line,
    store,
};

/// Fills a relay and lets two devices join it, one after the other.
pub fn run(lines: &[Line], data: Option<&Path>) -> anyhow::Result<Map<String, Value>> {
    let folder = Folder::new(data)?;
    let network = Network::start(&folder.path().join("relay"))?;
    let host = network.founder(&folder.path().join("host"))?;
    host.connect(&network.address)?;
    store::import(&host.app, lines)?;
    let (_, pushed) = timed(|| host.await_synced())?;
    let unpacked = join(&network, &host, &folder.path().join("first"), lines)?;
    let packed = join(&network, &host, &folder.path().join("second"), lines)?;
    let plain = download::run(lines, &folder.path().join("plain.db"), network.runtime.handle())?;
    let whole = Duration::from_secs_f64(packed["seconds"].as_f64().unwrap_or_default());
    Ok(object(json!({
        "records": lines.len(),
        "pushed_after_import_ms": ms(pushed),
        "device": packed,
        "device_while_relay_packs": unpacked,
        "plain_download_ms": ms(plain),
        "times_plain": ratio(whole, plain),
    })))
}

fn join(network: &Network, host: &Device, folder: &Path, lines: &[Line]) -> anyhow::Result<Value> {
    let code = host.invite()?;
    let mut device = Process::start(folder, &network.address, &code, lines.len())?;
    ensure!(device.hears()? == "asked", "the device could not ask to be let in");
    host.admit(None)?;
    let figures = serde_json::from_str(&device.hears()?)?;
    device.child.wait()?;
    Ok(figures)
}

struct Process {
    child: Child,
    out: BufReader<ChildStdout>,
}

impl Process {
    fn start(folder: &Path, address: &str, code: &str, records: usize) -> anyhow::Result<Self> {
        let mut child = Command::new(std::env::current_exe()?)
            .args(["device", "--records", &records.to_string(), "--relay", address, "--code", code, "--data"])
            .arg(folder)
            .stdout(Stdio::piped())
            .spawn()?;
        let out = BufReader::new(child.stdout.take().context("the device has no output")?);
        Ok(Self { child, out })
    }

    fn hears(&mut self) -> anyhow::Result<String> {
        let mut line = String::new();
        self.out.read_line(&mut line)?;
        ensure!(!line.is_empty(), "the device ended too early");
        Ok(line.trim_end().to_owned())
    }
}

/// The device's own process: joins, gets everything, tells how long it took.
pub fn device(folder: &Path, relay: &str, code: &str, records: usize) -> anyhow::Result<()> {
    let runtime = runtime()?;
    let device = Device::open(folder, runtime.handle())?;
    device.ask_to_join(relay, code)?;
    let mut out = std::io::stdout();
    writeln!(out, "asked")?;
    device.await_admission()?;
    let (_, time) = timed(|| {
        device.connect(relay)?;
        device.await_synced()?;
        let found = store::count(&device.app)?;
        ensure!(found == records, "{found} of {records} customers came");
        Ok(())
    })?;
    let figures = json!({
        "seconds": (time.as_secs_f64() * 1000.0).round() / 1000.0,
        "ms_per_file": ms(time / u32::try_from(records.max(1))?),
        "peak_memory_mib": crate::figures::peak_memory_mib(),
    });
    writeln!(out, "{figures}")?;
    Ok(())
}
