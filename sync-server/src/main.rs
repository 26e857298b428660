//! `forecourt-relay serve --data DIR --listen ADDR`: prints one line of JSON on stdout once it listens, logs to stderr.

use std::{io::Write as _, net::SocketAddr, path::PathBuf, process::ExitCode};

use anyhow::Context as _;
use clap::{Parser, Subcommand};
use forecourt_relay::{Options, Running, serve};
use tracing_subscriber::EnvFilter;

#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves one store.
    Serve {
        /// Folder for the relay's data; made if missing.
        #[arg(long, env = "FORECOURT_DATA")]
        data: PathBuf,
        /// Address to listen on; port 0 takes a free one.
        #[arg(long, env = "FORECOURT_LISTEN", default_value = "127.0.0.1:7420")]
        listen: SocketAddr,
    },
}

fn main() -> ExitCode {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).init();
    match run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(error = format!("{error:#}"), "the relay ends");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> anyhow::Result<()> {
    let Command::Serve { data, listen } = arguments.command;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().context("starting threads")?;
    runtime.block_on(async {
        let mut stop = Signals::listen().context("listening for signals")?;
        let mut running = serve(Options::new(data, listen)).await?;
        announce(&running).context("telling the address")?;
        tracing::info!(address = %running.addr, "the relay listens");
        tokio::select! {
            () = stop.any() => {}
            () = running.ended() => anyhow::bail!("the relay stopped by itself"),
        }
        tracing::info!("the relay stops");
        running.shutdown().await;
        Ok(())
    })
}

/// The one line on stdout. The code is for the operator's eyes, so it stands here and never in the log.
fn announce(running: &Running) -> std::io::Result<()> {
    let address = format!("http://{}", running.addr);
    let line = serde_json::json!({ "address": address, "first_code": running.first_code });
    let mut stdout = std::io::stdout().lock();
    writeln!(stdout, "{line}")?;
    stdout.flush()
}

#[cfg(unix)]
struct Signals {
    terminate: tokio::signal::unix::Signal,
    interrupt: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn listen() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }

    async fn any(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    #[expect(clippy::unnecessary_wraps, reason = "the same shape as on Unix")]
    fn listen() -> std::io::Result<Self> {
        Ok(Self)
    }

    async fn any(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
