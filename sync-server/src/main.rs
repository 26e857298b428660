//! `forecourt-relay`: `serve` prints one line of JSON on stdout once it listens; `backup`, `restore`, `verify` and
//! `accept-ledger` look after its data. Logs go to stderr.

use std::{io::Write as _, net::SocketAddr, path::PathBuf, process::ExitCode, time::Duration};

use anyhow::Context as _;
use clap::{Args, Parser, Subcommand};
use forecourt_core::clock::World;
use forecourt_relay::{Limits, Options, Running, Tls, archive, serve};
use tracing_subscriber::EnvFilter;

#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Args)]
struct Data {
    /// Folder of the relay's data.
    #[arg(long, env = "FORECOURT_DATA")]
    data: PathBuf,
}

/// Bounds; they delay and cut off, and refuse nobody's work.
#[derive(Args)]
struct LimitArgs {
    /// How long a device may take to sign in.
    #[arg(long, env = "FORECOURT_SIGN_IN_SECONDS", default_value_t = 5)]
    sign_in_seconds: u32,
    /// Messages a second that a device may send in the long run.
    #[arg(long, env = "FORECOURT_MESSAGES_PER_SECOND", default_value_t = 30)]
    messages_per_second: u32,
    /// Messages that may come at once.
    #[arg(long, env = "FORECOURT_BURST", default_value_t = 120)]
    burst: u32,
    /// Messages that may wait for one reader before it is cut off.
    #[arg(long, env = "FORECOURT_READER_QUEUE", default_value_t = 256)]
    reader_queue: usize,
    /// Sockets served at once.
    #[arg(long, env = "FORECOURT_CONNECTIONS", default_value_t = 4096)]
    connections: usize,
    /// How long a client may take for the head of a request.
    #[arg(long, env = "FORECOURT_HEAD_SECONDS", default_value_t = 5)]
    head_seconds: u64,
    /// How long it may take for a whole request.
    #[arg(long, env = "FORECOURT_REQUEST_SECONDS", default_value_t = 15)]
    request_seconds: u64,
    /// How long a device may take to read one message.
    #[arg(long, env = "FORECOURT_SEND_SECONDS", default_value_t = 20)]
    send_seconds: u64,
    /// How long it may take to send one, in however many pieces.
    #[arg(long, env = "FORECOURT_MESSAGE_SECONDS", default_value_t = 60)]
    message_seconds: u64,
    /// After so long without a sign of life a device is gone.
    #[arg(long, env = "FORECOURT_SILENCE_SECONDS", default_value_t = 65)]
    silence_seconds: u64,
}

impl LimitArgs {
    fn apply(&self, options: &mut Options) {
        let seconds = |count: u64| Duration::from_secs(count.max(1));
        options.config.sign_in_ms = i64::from(self.sign_in_seconds.max(1)) * 1000;
        options.limits = Limits {
            messages_per_second: self.messages_per_second,
            burst: self.burst,
            reader_queue: self.reader_queue,
            connections: self.connections,
            head: seconds(self.head_seconds),
            request: seconds(self.request_seconds),
            send: seconds(self.send_seconds),
            message: seconds(self.message_seconds),
            ping: seconds(self.silence_seconds) / 3,
            silence: seconds(self.silence_seconds),
        };
    }
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
        /// Certificate with its chain (PEM) in place of the one the relay makes for itself. Devices know the relay by the
        /// key in it: keep that key when the certificate is renewed.
        #[arg(long, env = "FORECOURT_TLS_CERT", value_name = "FILE")]
        tls_cert: Option<PathBuf>,
        /// Private key of that certificate (PEM).
        #[arg(long, env = "FORECOURT_TLS_KEY", value_name = "FILE", requires = "tls_cert")]
        tls_key: Option<PathBuf>,
        /// Speak without TLS, to this machine only.
        #[arg(long, env = "FORECOURT_PLAIN", conflicts_with = "tls_key")]
        plain: bool,
        /// With --plain: a proxy in front of the relay has the TLS, so other addresses may be listened on. Give the
        /// certificate that it shows as --tls-cert.
        #[arg(long, env = "FORECOURT_BEHIND_PROXY", requires_all = ["plain", "tls_cert"])]
        behind_proxy: bool,
        #[command(flatten)]
        limits: LimitArgs,
        /// Whoever sends it as a bearer token may read /metrics; without one only this machine may.
        #[arg(long, env = "FORECOURT_METRICS_TOKEN", hide_env_values = true)]
        metrics_token: Option<String>,
    },
    /// Copies the data while the relay runs; prints one line of JSON.
    Backup {
        #[command(flatten)]
        data: Data,
        /// A file, or a folder for a file named after the time.
        to: PathBuf,
        /// How many of the newest `*.backup` files of that folder stay.
        #[arg(long)]
        keep: Option<usize>,
    },
    /// Puts a backup in the place of the data. The relay must not run.
    Restore {
        #[command(flatten)]
        data: Data,
        /// The backup.
        from: PathBuf,
    },
    /// Says what is wrong with the data, or with a backup.
    Verify {
        /// Folder of the relay's data.
        #[arg(long, env = "FORECOURT_DATA", required_unless_present = "file")]
        data: Option<PathBuf>,
        /// A backup.
        file: Option<PathBuf>,
    },
    /// After a restore: serves although no administrator's device has presented its ledger. Works while the relay runs.
    AcceptLedger {
        #[command(flatten)]
        data: Data,
    },
}

/// Which protection the command line asks for.
fn tls(
    listen: SocketAddr,
    certificate: Option<PathBuf>,
    key: Option<PathBuf>,
    plain: bool,
    behind_proxy: bool,
) -> anyhow::Result<Tls> {
    anyhow::ensure!(
        !plain || behind_proxy || listen.ip().is_loopback(),
        "without TLS the relay listens on this machine only; leave out --plain, or say --behind-proxy"
    );
    Ok(match (certificate, key) {
        (proxy_certificate, None) if plain => Tls::Plain { proxy_certificate },
        (None, None) => Tls::Own,
        (Some(certificate), Some(key)) => Tls::Given { certificate, key },
        _ => anyhow::bail!("--tls-cert and --tls-key belong together"),
    })
}

fn main() -> ExitCode {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).init();
    match run(Arguments::parse().command) {
        Ok(code) => code,
        Err(error) => {
            tracing::error!(error = format!("{error:#}"), "this failed");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<ExitCode> {
    let world = World::system();
    match command {
        Command::Serve { data, listen, tls_cert, tls_key, plain, behind_proxy, limits, metrics_token } => {
            let tls = tls(listen, tls_cert, tls_key, plain, behind_proxy)?;
            let mut options = Options { tls, metrics_token, ..Options::new(data, listen) };
            limits.apply(&mut options);
            serve_until_stopped(options)?;
        }
        Command::Backup { data: Data { data }, to, keep } => {
            let (path, manifest) = archive::backup(&data, &to, world.now(), keep).context("no backup was made")?;
            say(&serde_json::json!({ "backup": path, "manifest": manifest }).to_string())?;
        }
        Command::Restore { data: Data { data }, from } => {
            let aside = archive::restore(&data, &from, &world).context("nothing was restored")?;
            say(&serde_json::json!({ "restored": from, "before": aside }).to_string())?;
        }
        Command::Verify { data, file } => {
            let path = file.or(data.map(|data| data.join("relay.db"))).context("nothing to verify")?;
            let report = archive::verify(&path).context("the data could not be read")?;
            say(&report.to_string())?;
            return Ok(if report.is_sound() { ExitCode::SUCCESS } else { ExitCode::FAILURE });
        }
        Command::AcceptLedger { data: Data { data } } => {
            archive::accept_ledger(&data).context("the gate stays as it is")?;
            say("the relay serves within a second of this, or when it is started")?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn serve_until_stopped(options: Options) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().context("starting threads")?;
    runtime.block_on(async {
        let mut stop = Signals::listen().context("listening for signals")?;
        let mut running = serve(options).await?;
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
    let pin = running.pin.map(|pin| pin.to_string());
    let line = serde_json::json!({ "address": running.url(running.addr), "first_code": running.first_code, "pin": pin });
    say(&line.to_string())
}

fn say(line: &str) -> std::io::Result<()> {
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
