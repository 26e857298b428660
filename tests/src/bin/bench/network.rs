//! A relay on a loopback socket, and devices that talk to it as a host lets them: HTTP before the session, one
//! WebSocket, the app's own line.

use std::{
    path::Path,
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{self, Receiver, Sender},
    },
    time::Duration,
};

use anyhow::{Context as _, anyhow, bail, ensure};
use forecourt_core::{
    app::{
        App, Closing, Link,
        api::{
            common::Touched,
            setup::{AddStaff, AppState, ConfirmDevice, Invitation, InviteDevice, JoinStore, PendingDevice, Phase, StorePage},
            sync::{Link as Standing, SyncStatus, Told},
        },
        outside::{Address, Door, DoorError, RelayPin},
    },
    ids::StaffId,
    policy::Role,
    sync::{
        frame::TO_DEVICE_LIMIT,
        http::{CBOR, SYNC_PATH},
    },
};
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::json;
use tokio::{
    net::TcpStream,
    runtime::{Handle, Runtime},
    sync::Notify,
    task::JoinHandle,
};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async_with_config,
    tungstenite::{Message, protocol::WebSocketConfig},
};

use crate::{
    figures::now,
    place::{self, ask},
    store,
};

const TICK: Duration = Duration::from_secs(5);
/// Nothing measured here takes longer; what does is stuck.
const PATIENCE: Duration = Duration::from_secs(1_200);
/// Between two looks at a state that tells nobody of itself.
const LOOK: Duration = Duration::from_millis(20);

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// A relay and what devices need to reach it.
pub struct Network {
    pub runtime: Runtime,
    pub address: String,
    pub first_code: String,
    _relay: forecourt_relay::Running,
}

impl Network {
    /// Starts an empty relay.
    pub fn start(data: &Path) -> anyhow::Result<Self> {
        let runtime = runtime()?;
        let options = forecourt_relay::Options::plain(data.to_owned(), ([127, 0, 0, 1], 0).into());
        let relay = runtime.block_on(forecourt_relay::serve(options))?;
        let first_code = relay.first_code.clone().context("the relay has a store already")?;
        Ok(Self { address: format!("http://{}", relay.addr), first_code, runtime, _relay: relay })
    }

    /// A new device whose person opens the store.
    pub fn founder(&self, folder: &Path) -> anyhow::Result<Device> {
        let device = Device::open(folder, self.runtime.handle())?;
        store::found(&device.app, &self.address, &self.first_code)?;
        Ok(device)
    }

    /// A new device of the founder, let in by `host`, which must be connected. It is not connected yet.
    pub fn joined(&self, host: &Device, folder: &Path) -> anyhow::Result<Device> {
        self.joined_as(host, host.staff()?, folder)
    }

    /// A new device of somebody, let in by `host`, which must be connected. It is not connected yet.
    pub fn joined_as(&self, host: &Device, staff: StaffId, folder: &Path) -> anyhow::Result<Device> {
        let device = Device::open(folder, self.runtime.handle())?;
        let code = host.invite_for(staff)?;
        device.ask_to_join(&self.address, &code)?;
        host.admit(Some(&device))?;
        device.await_admission()?;
        Ok(device)
    }
}

/// A runtime of its own, as large as the machine.
pub fn runtime() -> anyhow::Result<Runtime> {
    Ok(tokio::runtime::Builder::new_multi_thread().enable_all().build()?)
}

/// An app with its line.
pub struct Device {
    pub app: App,
    told: Mutex<Receiver<Told>>,
    waker: Arc<Notify>,
    runtime: Handle,
    carrier: Mutex<Option<JoinHandle<()>>>,
}

impl Device {
    /// Opens the app of a folder, not connected.
    pub fn open(folder: &Path, runtime: &Handle) -> anyhow::Result<Self> {
        let client = reqwest::Client::builder().no_proxy().build()?;
        let app = place::open(folder, Arc::new(LoopbackDoor { client, runtime: runtime.clone() }))?;
        let (sender, told) = mpsc::channel::<Told>();
        let sender = Mutex::new(sender);
        app.listen(move |told| pass_on(&sender, told));
        let waker = Arc::new(Notify::new());
        let wake = Arc::clone(&waker);
        app.on_wake(move || wake.notify_one());
        Ok(Self { app, told: Mutex::new(told), waker, runtime: runtime.clone(), carrier: Mutex::new(None) })
    }

    /// Connects; messages are carried in the background until [`Device::disconnect`].
    pub fn connect(&self, address: &str) -> anyhow::Result<()> {
        let link = self.app.link().map_err(|error| anyhow!("no line: {:?}", error.code))?.context("no store is open")?;
        let carrier = carry(address.to_owned(), Arc::new(Mutex::new(link)), Arc::clone(&self.waker));
        *self.carrier.lock().unwrap_or_else(PoisonError::into_inner) = Some(self.runtime.spawn(async move {
            if let Err(error) = carrier.await {
                tracing_free(&error);
            }
        }));
        Ok(())
    }

    /// Cuts the line.
    pub fn disconnect(&self) {
        if let Some(carrier) = self.carrier.lock().unwrap_or_else(PoisonError::into_inner).take() {
            carrier.abort();
        }
    }

    /// Waits until everything sent was acknowledged and everything visible is here.
    pub fn await_synced(&self) -> anyhow::Result<()> {
        self.await_told(|device| {
            let status: SyncStatus = ask(&device.app, "sync_status", json!({}))?;
            Ok(status.link == Standing::Synced && status.waiting == 0)
        })
    }

    /// Waits until `is_so`, asked whenever the app tells something.
    pub fn await_told(&self, is_so: impl Fn(&Self) -> anyhow::Result<bool>) -> anyhow::Result<()> {
        let told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let began = now();
        while !is_so(self)? {
            ensure!(began.elapsed() < PATIENCE, "what was waited for did not happen");
            // One look per burst of news, and one now and then in case the last news came before the look.
            match told.recv_timeout(Duration::from_secs(1)) {
                Ok(_) => while told.try_recv().is_ok() {},
                Err(mpsc::RecvTimeoutError::Timeout) => {}
                Err(mpsc::RecvTimeoutError::Disconnected) => bail!("the app has gone"),
            }
        }
        Ok(())
    }

    /// A code for one more device of the person of this one.
    pub fn invite(&self) -> anyhow::Result<String> {
        self.invite_for(self.staff()?)
    }

    /// A code for a device of somebody.
    fn invite_for(&self, staff: StaffId) -> anyhow::Result<String> {
        let invitation: Invitation = ask(&self.app, "invite_device", InviteDevice { staff })?;
        Ok(invitation.code)
    }

    /// Somebody new in the store, once the relay has ordered it.
    pub fn hire(&self, name: &str, roles: Vec<Role>) -> anyhow::Result<StaffId> {
        ask::<Touched>(&self.app, "add_staff", AddStaff { name: name.to_owned(), roles })?;
        let find = |device: &Self| -> anyhow::Result<Option<StaffId>> {
            let page: StorePage = ask(&device.app, "store", json!({}))?;
            Ok(page.staff.iter().find(|row| row.name == name).map(|row| row.id))
        };
        self.await_told(|device| Ok(find(device)?.is_some()))?;
        find(self)?.context("who was hired has gone")
    }

    fn staff(&self) -> anyhow::Result<StaffId> {
        let state: AppState = ask(&self.app, "state", json!({}))?;
        match state.phase {
            Phase::Ready { me, .. } => Ok(me.staff),
            other => bail!("the device is not ready: {other:?}"),
        }
    }

    /// Lets the waiting device in, once both have taken part in its digits. One in another process asks by itself.
    pub fn admit(&self, waiting: Option<&Self>) -> anyhow::Result<()> {
        let began = now();
        loop {
            let pending: Vec<PendingDevice> = ask(&self.app, "pending_devices", json!({}))?;
            for row in &pending {
                if !row.digits.is_empty() {
                    ask::<serde_json::Value>(&self.app, "confirm_device", ConfirmDevice { slot: row.slot, admit: true })?;
                    return Ok(());
                }
            }
            if let Some(waiting) = waiting {
                waiting.app.poll_join().map_err(|error| anyhow!("the relay could not be asked: {:?}", error.code))?;
            }
            ensure!(began.elapsed() < PATIENCE, "no device asked to be let in");
            std::thread::sleep(LOOK);
        }
    }

    /// Gives the code.
    pub fn ask_to_join(&self, relay: &str, code: &str) -> anyhow::Result<()> {
        let request = JoinStore { relay: relay.to_owned(), code: code.to_owned(), device_name: "平板".to_owned() };
        ask::<AppState>(&self.app, "join_store", request).map(drop)
    }

    /// Asks until it was let in.
    pub fn await_admission(&self) -> anyhow::Result<()> {
        let began = now();
        while self.app.is_joining() {
            ensure!(began.elapsed() < PATIENCE, "the device was not let in");
            self.app.poll_join().map_err(|error| anyhow!("the relay could not be asked: {:?}", error.code))?;
            std::thread::sleep(LOOK);
        }
        Ok(())
    }
}

impl Drop for Device {
    fn drop(&mut self) {
        self.disconnect();
        self.app.hush();
    }
}

fn pass_on(sender: &Mutex<Sender<Told>>, told: &Told) {
    // A device that is being dropped listens no more.
    let _ = sender.lock().unwrap_or_else(PoisonError::into_inner).send(told.clone());
}

/// A cut line is told once on standard error; the measure that waits for it fails by itself.
fn tracing_free(error: &anyhow::Error) {
    use std::io::Write as _;
    let _ = writeln!(std::io::stderr(), "a line was cut: {error:#}");
}

type Shared = Arc<Mutex<Link>>;

async fn carry(address: String, link: Shared, waker: Arc<Notify>) -> anyhow::Result<()> {
    let mut config = WebSocketConfig::default();
    config.max_message_size = Some(TO_DEVICE_LIMIT);
    config.max_frame_size = Some(TO_DEVICE_LIMIT);
    let url = format!("{}{SYNC_PATH}", address.replacen("http", "ws", 1));
    let (mut socket, _) = connect_async_with_config(url, Some(config), true).await?;
    let mut ticks = tokio::time::interval(TICK);
    say(&mut socket, with(&link, Link::opened).await?).await?;
    loop {
        let messages = tokio::select! {
            message = socket.next() => match message.context("the relay has gone")?? {
                Message::Binary(bytes) => with(&link, move |link| link.received(&bytes)).await?,
                Message::Close(_) => bail!("the relay closed the line"),
                _ => Vec::new(),
            },
            () = waker.notified() => with(&link, Link::poll).await?,
            _ = ticks.tick() => with(&link, Link::tick).await?,
        };
        say(&mut socket, messages).await?;
    }
}

/// The line writes to the disk, so it is asked on a thread that may wait.
async fn with<T: Send + 'static>(
    link: &Shared,
    ask: impl FnOnce(&mut Link) -> Result<T, Closing> + Send + 'static,
) -> anyhow::Result<T> {
    let link = Arc::clone(link);
    let asked = tokio::task::spawn_blocking(move || ask(&mut link.lock().unwrap_or_else(PoisonError::into_inner)));
    Ok(asked.await??)
}

async fn say(socket: &mut Socket, messages: Vec<Vec<u8>>) -> anyhow::Result<()> {
    for message in messages {
        socket.send(Message::Binary(message.into())).await?;
    }
    Ok(())
}

struct LoopbackDoor {
    client: reqwest::Client,
    runtime: Handle,
}

impl Door for LoopbackDoor {
    fn look(&self, _: &str) -> Result<Option<RelayPin>, DoorError> {
        Ok(None)
    }

    fn post(&self, address: &Address, path: &str, body: Vec<u8>) -> Result<Vec<u8>, DoorError> {
        let request = self.client.post(format!("{}{path}", address.url)).header("content-type", CBOR).body(body);
        self.runtime.block_on(async {
            let answer = request.send().await.map_err(|_| DoorError::Unreachable)?;
            let is_success = answer.status().is_success();
            let body = answer.bytes().await.map_err(|_| DoorError::Unreachable)?.to_vec();
            if is_success { Ok(body) } else { Err(DoorError::Refused(body)) }
        })
    }
}
