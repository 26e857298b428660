//! The facade: permission, operation, document, then vault, mirror and outbox in one transaction, then what was touched.
//!
//! [`App`] is what a window or a browser host holds. It never opens a socket and never reads a wall clock of its own:
//! the host gives it a [`World`](crate::clock::World), a [`KeyPlace`](outside::KeyPlace) and a [`Door`](outside::Door).

mod admitting;
mod answers;
pub mod api;
mod aside;
mod audit;
mod commands;
mod csv;
mod damage;
mod differences;
mod dispatch;
mod documents;
mod erasing;
mod gate;
mod group;
mod ingest;
mod inspection;
mod joining;
mod ledger;
mod link;
mod lock;
mod masking;
mod opening;
mod order_page;
pub mod outside;
mod parting;
mod practice;
mod preparing;
mod refusals;
mod relation;
mod rows;
mod settings;
mod sieve;
mod store;
#[cfg(test)]
mod tests;
mod vehicle_opening;
mod way_back;
mod writing;

use std::{
    fmt,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError, RwLock, Weak},
};

use api::{
    common::Touched,
    error::{AppError, ErrorCode},
    sync::Told,
};
pub use dispatch::dispatch;
pub use inspection::Inspection;
use joining::Joining;
pub use link::{Closing, Link};
use outside::{Background, Door, KeyPlace, Printer, RelayHost};
use settings::Settings;
use store::OpenStore;

use crate::clock::World;

/// What an app is opened with.
pub struct Options {
    /// Folder of this app's data; made if it is not there.
    pub data: PathBuf,
    /// Time and randomness.
    pub world: World,
    /// Where database keys are kept.
    pub keys: Arc<dyn KeyPlace>,
    /// How the relay is asked.
    pub door: Arc<dyn Door>,
    /// A relay this app can run itself.
    pub relay_host: Option<Arc<dyn RelayHost>>,
    /// What makes documents; without one nothing can be printed.
    pub printer: Option<Arc<dyn Printer>>,
    /// What long work is given to; without one it is done at once.
    pub background: Option<Arc<dyn Background>>,
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options").field("data", &self.data).finish_non_exhaustive()
    }
}

/// The app on this device. Cheap to clone; all clones are the same app.
#[derive(Clone)]
pub struct App(Arc<Shared>);

type Listener = Box<dyn Fn(&Told) + Send + Sync>;
type Waker = Box<dyn Fn() + Send + Sync>;

struct Shared {
    world: World,
    data: PathBuf,
    keys: Arc<dyn KeyPlace>,
    door: Arc<dyn Door>,
    relay_host: Option<Arc<dyn RelayHost>>,
    printer: Option<Arc<dyn Printer>>,
    background: Option<Arc<dyn Background>>,
    settings: Mutex<Settings>,
    desk: RwLock<Desk>,
    listeners: Mutex<Vec<Listener>>,
    waker: Mutex<Option<Waker>>,
    link: Mutex<link::LinkState>,
    lock: Mutex<lock::LockRoom>,
    /// Held while a PIN is tried.
    trying: Mutex<()>,
    /// A store that is being wiped, until nobody has it open any more.
    closing: Mutex<Weak<OpenStore>>,
}

/// What stands open on this device.
enum Desk {
    Empty,
    Joining(Arc<Joining>),
    Open(Arc<OpenStore>),
    /// There is a database, and its PIN was not given yet.
    Locked,
    Closed(AppError),
    /// This device was told to wipe itself: the key is gone, the rest goes.
    Parting,
}

impl fmt::Debug for App {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("App").field("data", &self.0.data).finish_non_exhaustive()
    }
}

impl App {
    /// Opens what is on this device. A database that cannot be opened leaves the app in a phase that says why; the file
    /// is never touched.
    ///
    /// # Errors
    /// When the data folder cannot be made.
    pub fn open(options: Options) -> std::io::Result<Self> {
        std::fs::create_dir_all(&options.data)?;
        let settings = Settings::load(&options.data);
        let app = Self(Arc::new(Shared {
            world: options.world,
            data: options.data,
            keys: options.keys,
            door: options.door,
            relay_host: options.relay_host,
            printer: options.printer,
            background: options.background,
            settings: Mutex::new(settings),
            desk: RwLock::new(Desk::Empty),
            listeners: Mutex::new(Vec::new()),
            waker: Mutex::new(None),
            link: Mutex::new(link::LinkState::default()),
            lock: Mutex::new(lock::LockRoom::default()),
            trying: Mutex::new(()),
            closing: Mutex::new(Weak::new()),
        }));
        let desk = app.open_desk();
        app.set_desk(desk);
        app.obey();
        Ok(app)
    }

    /// Calls `listener` with whatever the screens should know. It must not block and must not call the app.
    pub fn listen(&self, listener: impl Fn(&Told) + Send + Sync + 'static) {
        lock(&self.0.listeners).push(Box::new(listener));
    }

    /// Calls `waker` whenever the sync loop has something to do: a store was opened or joined, something waits to be
    /// sent, a person asked to sync now.
    pub fn on_wake(&self, waker: impl Fn() + Send + Sync + 'static) {
        *lock(&self.0.waker) = Some(Box::new(waker));
    }

    /// Forgets listeners and waker, so that whoever gave them can be dropped.
    pub fn hush(&self) {
        lock(&self.0.listeners).clear();
        *lock(&self.0.waker) = None;
    }

    pub(crate) fn tell(&self, told: &Told) {
        for listener in lock(&self.0.listeners).iter() {
            listener(told);
        }
    }

    pub(crate) fn wake(&self) {
        if let Some(waker) = lock(&self.0.waker).as_ref() {
            waker();
        }
    }

    /// After a command: tells the screens what to fetch again and the sync loop that something waits.
    fn changed(&self, store: &OpenStore, touched: &Touched) {
        if *touched != Touched::default() {
            self.tell(&Told::Touched { touched: touched.clone() });
        }
        if store.standing().relay.is_some() {
            self.wake();
        }
    }

    /// The open store.
    fn opened(&self) -> Result<Arc<OpenStore>, AppError> {
        match &*self.0.desk.read().unwrap_or_else(PoisonError::into_inner) {
            Desk::Open(store) => Ok(Arc::clone(store)),
            Desk::Locked => Err(ErrorCode::Locked.into()),
            Desk::Closed(error) => Err(error.clone()),
            Desk::Empty | Desk::Joining(_) | Desk::Parting => Err(ErrorCode::NoStore.into()),
        }
    }

    fn set_desk(&self, desk: Desk) {
        *self.0.desk.write().unwrap_or_else(PoisonError::into_inner) = desk;
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    // What these guard is replaced whole, so a panic elsewhere leaves nothing half done in them.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
