//! One process.

use std::{
    fs::{File, OpenOptions},
    io::{self, BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{self, Command, ExitStatus, Stdio},
    sync::{Mutex, OnceLock, mpsc},
    thread,
};

use serde_json::Value;

use super::{PATIENCE, until};

/// A running process; killed when dropped.
#[derive(Debug)]
pub struct Child {
    process: process::Child,
    log: PathBuf,
}

impl Child {
    /// Starts `command` in a process group of its own and reads the one line of JSON that it prints once it is ready. What
    /// it logs goes to the end of `log`.
    ///
    /// # Panics
    /// When it does not become ready.
    #[must_use]
    pub fn start(command: &mut Command, log: &Path) -> (Self, Value) {
        let mut bound = bound_to_us(command);
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut bound, 0);
        bound.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(log_file(log));
        let mut process = spawn(bound).unwrap_or_else(|error| panic!("{command:?} did not start: {error}"));
        let stdout = process.stdout.take().unwrap();
        let child = Self { process, log: log.to_owned() };
        let (sender, lines) = mpsc::channel();
        thread::spawn(move || {
            // Read to its end, so that the process never waits for us.
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                let _nobody_listens_any_more = sender.send(line);
            }
        });
        let line = lines.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("{command:?} is not ready; {}", child.said()));
        let ready = serde_json::from_str(&line).unwrap_or_else(|_| panic!("{command:?} printed no JSON: {line}"));
        (child, ready)
    }

    /// Its process id.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// Ends it as a power cut would, and returns once it is gone.
    pub fn kill(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        self.process.wait().unwrap();
    }

    /// Asks it to end, as closing the window or stopping the service does.
    ///
    /// # Panics
    /// When it does not end.
    pub fn stop(&mut self) -> ExitStatus {
        let asked = Command::new("kill").arg("-TERM").arg(self.id().to_string()).status().unwrap();
        assert!(asked.success(), "{} could not be asked to end", self.id());
        until("a process that was asked to end has ended", || self.process.try_wait().unwrap())
    }

    /// The end of what it logged, for the message of a failing test.
    #[must_use]
    pub fn said(&self) -> String {
        let text = std::fs::read_to_string(&self.log).unwrap_or_default();
        let tail: Vec<&str> = text.lines().rev().take(20).collect();
        format!("the end of {}:\n{}", self.log.display(), tail.into_iter().rev().collect::<Vec<_>>().join("\n"))
    }
}

/// The same command, ended by the system should this process die without ending it, as a test that runs out of time does.
/// Where the system has no such thing, the command as it is.
fn bound_to_us(command: &Command) -> Command {
    static CAN_BIND: OnceLock<bool> = OnceLock::new();
    let can_bind = *CAN_BIND.get_or_init(|| {
        let asked = Command::new("setpriv").args(["--pdeathsig", "KILL", "true"]).stderr(Stdio::null()).status();
        asked.is_ok_and(|status| status.success())
    });
    let mut bound = if can_bind { Command::new("setpriv") } else { Command::new(command.get_program()) };
    if can_bind {
        bound.args(["--pdeathsig", "KILL", "--"]).arg(command.get_program());
    }
    bound.args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => bound.env(name, value),
            None => bound.env_remove(name),
        };
    }
    if let Some(folder) = command.get_current_dir() {
        bound.current_dir(folder);
    }
    bound
}

type Started = io::Result<process::Child>;
/// What to start, and whom to give it to.
type Order = (Command, mpsc::Sender<Started>);

/// Starts it from a thread that lives as long as this process: the system ends a bound child with the thread it is from.
fn spawn(command: Command) -> Started {
    static STARTER: OnceLock<Mutex<mpsc::Sender<Order>>> = OnceLock::new();
    let starter = STARTER.get_or_init(|| {
        let (sender, commands) = mpsc::channel::<Order>();
        thread::spawn(move || commands.into_iter().for_each(|(mut command, reply)| reply.send(command.spawn()).unwrap()));
        Mutex::new(sender)
    });
    let (reply, started) = mpsc::channel();
    starter.lock().unwrap().send((command, reply)).unwrap();
    started.recv().unwrap()
}

fn log_file(path: &Path) -> File {
    OpenOptions::new().create(true).append(true).open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

impl Drop for Child {
    fn drop(&mut self) {
        self.kill();
        if thread::panicking() {
            eprintln!("{}", self.said());
        }
    }
}
