//! Puts the app together and takes it apart again.

use std::{
    env,
    io::{self, Write as _},
    process::{Command, Stdio},
    sync::Arc,
    time::Duration,
};

use anyhow::Context as _;
use forecourt_core::{
    app::{
        App, Options,
        api::setup::{Language, Phase},
        outside::{self, RelayHost},
    },
    clock::World,
};
use serde_json::json;
use tokio::{
    runtime::{Handle, Runtime},
    task::JoinHandle,
};
use zeroize::Zeroizing;

use crate::{
    arguments::{Arguments, LanguageWord},
    browser::Browser,
    desk::{Desk, Tidings},
    door::HttpDoor,
    folder::DataFolder,
    keys::{Choice, Keys},
    line::{AppDesk, AppLine, ask_to_be_let_in, part_if_told},
    own_relay::EmbeddedRelay,
    printing::Press,
    stop::{self, Signals, Stop},
    sync::{self, Waker},
    window,
};

/// What is at work may take this long to end.
const ENDING: Duration = Duration::from_secs(5);

/// Runs the app until its window is closed, or it is asked to end.
///
/// # Errors
/// Where the data folder is in use or cannot be used, or nothing can be shown.
pub fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let folder = DataFolder::open(&arguments.data_folder())?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().context("no threads to work with")?;
    let world = World::system();
    let (stopper, stop) = stop::pair();
    let stopper = Arc::new(stopper);
    let house = House::open(arguments, &folder, &runtime, &world, &stop)?;

    let (stopper, on_signal) = (Arc::clone(&stopper), stopper);
    let signals = {
        let _inside = runtime.enter();
        Signals::new().context("the system's signals cannot be heard")?
    };
    runtime.spawn(async move {
        signals.wait().await;
        on_signal.stop();
    });
    let shown = if arguments.browser {
        runtime.block_on(house.browse(arguments, &world))
    } else if window::can_open() {
        window::show(house.desk(), &house.tidings, runtime.handle().clone(), stop).context("the window could not be opened")
    } else {
        tracing::warn!("no display: the app is served to the browser instead, as with --browser");
        runtime.block_on(house.browse(arguments, &world))
    };
    stopper.stop();
    runtime.block_on(house.close());
    runtime.shutdown_timeout(ENDING);
    shown
}

/// Threads for long work of the app.
struct Background(Handle);

impl outside::Background for Background {
    fn run(&self, work: Box<dyn FnOnce() + Send>) {
        self.0.spawn_blocking(work);
    }
}

/// The app at work.
struct House {
    app: App,
    tidings: Tidings,
    stop: Stop,
    relay: Arc<EmbeddedRelay>,
    at_work: Vec<JoinHandle<()>>,
}

impl House {
    fn open(arguments: &Arguments, folder: &DataFolder, runtime: &Runtime, world: &World, stop: &Stop) -> anyhow::Result<Self> {
        let handle = runtime.handle().clone();
        let relay_data = folder.path().join("relay");
        let relay = Arc::new(EmbeddedRelay::new(relay_data, arguments.relay_listen, world.clone(), handle.clone()));
        let own_relay: Option<Arc<dyn RelayHost>> = Some(Arc::clone(&relay) as Arc<dyn RelayHost>);
        let app = App::open(Options {
            data: folder.path().to_owned(),
            world: world.clone(),
            keys: Arc::new(Keys::of(folder.path(), key_choice(arguments)?, world.clone())),
            door: Arc::new(HttpDoor::new(handle)),
            relay_host: own_relay.clone(),
            printer: Some(Arc::new(Press::default())),
            background: Some(Arc::new(Background(runtime.handle().clone()))),
        })
        .context("the data folder cannot be used")?;

        let (tidings, waker) = (Tidings::default(), Waker::default());
        let (telling, waking) = (tidings.clone(), waker.clone());
        app.listen(move |told| telling.tell(told.clone()));
        app.on_wake(move || waking.wake());
        greet(&app, arguments, folder.is_new());
        let line = Arc::new(AppLine::new(app.clone(), own_relay));
        let at_work = vec![
            runtime.spawn(sync::drive(line, waker, world.clone(), stop.clone())),
            runtime.spawn(ask_to_be_let_in(app.clone(), stop.clone())),
            runtime.spawn(part_if_told(app.clone(), stop.clone())),
        ];
        Ok(Self { app, tidings, stop: stop.clone(), relay, at_work })
    }

    fn desk(&self) -> Arc<dyn Desk> {
        Arc::new(AppDesk(self.app.clone()))
    }

    /// Serves the browser until it is time to end.
    async fn browse(&self, arguments: &Arguments, world: &World) -> anyhow::Result<()> {
        let listening = Browser::listen(arguments.port, self.desk(), self.tidings.clone(), world, self.stop.clone()).await;
        let browser = listening.with_context(|| format!("port {} on 127.0.0.1 cannot be used", arguments.port))?;
        let address = browser.address();
        // The one line on stdout that whoever started the app reads.
        writeln!(io::stdout(), "{}", serde_json::to_string(&address)?).context("stdout is closed")?;
        if !arguments.no_open {
            show_in_browser(&address.url);
        }
        let stop = self.stop.clone();
        let patience = async move {
            stop.wait().await;
            tokio::time::sleep(ENDING).await;
        };
        tokio::select! {
            served = browser.serve() => served.context("the browser can no longer be served"),
            () = patience => Ok(()),
        }
    }

    /// Ends what is at work; what was acknowledged is on the disk already.
    async fn close(self) {
        for task in self.at_work {
            if tokio::time::timeout(ENDING, task).await.is_err() {
                tracing::warn!("something was still at work when the app ended");
            }
        }
        self.app.hush();
        self.relay.shutdown().await;
    }
}

fn key_choice(arguments: &Arguments) -> anyhow::Result<Choice> {
    Ok(match (&arguments.key_file, &arguments.passphrase_env) {
        (Some(path), _) => Choice::File(path.clone()),
        (None, Some(variable)) => {
            let words = env::var(variable).ok().filter(|words| !words.is_empty());
            Choice::Passphrase(Zeroizing::new(words.with_context(|| format!("the variable {variable} holds no passphrase"))?))
        }
        (None, None) => Choice::Usual,
    })
}

/// What the command line asks of a device that has not been set up.
fn greet(app: &App, arguments: &Arguments, is_new: bool) {
    let desk = AppDesk(app.clone());
    let Ok(state) = app.state(Default::default()) else { return };
    if let (None, Some(language)) = (state.language, arguments.language) {
        let language = match language {
            LanguageWord::Chinese => Language::Chinese,
            LanguageWord::English => Language::English,
        };
        ask(&desk, "set_language", json!({ "language": language }));
    }
    // Only the very first time: who has wiped the practice store does not want it back.
    if arguments.practise && is_new && state.phase == Phase::FirstStart {
        ask(&desk, "practise", json!({}));
    }
}

fn ask(desk: &AppDesk, command: &str, request: serde_json::Value) {
    if let Err(error) = desk.dispatch(command, request) {
        tracing::warn!(command, code = ?error.code, "the command line asked for what could not be done");
    }
}

/// Opens the address in the person's own browser; where there is none the printed line serves.
fn show_in_browser(url: &str) {
    let mut command = if cfg!(target_os = "windows") {
        let mut command = Command::new("rundll32");
        command.arg("url.dll,FileProtocolHandler");
        command
    } else if cfg!(target_os = "macos") {
        Command::new("open")
    } else {
        Command::new("xdg-open")
    };
    let started = command.arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    if let Err(error) = started {
        tracing::info!(%error, "no browser could be started; open the printed line's address");
    }
}
