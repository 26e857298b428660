//! Opening a store on a relay that has none.
//!
//! What is announced is on the disk first, and stays there until the relay has refused it: where the answer is lost, the
//! store may be open on the relay, and this device is the only one in it. Asked to open a store there again, the device says
//! the same again, and the relay gives the same answer.

use std::sync::Arc;

use super::setup::{address, named};
use crate::{
    app::{
        App, Desk,
        api::{
            common::Nothing,
            error::{AppError, ErrorCode},
            setup::{AppState, OpenStore as OpenStoreRequest},
            sync::Told,
        },
        damage, ledger,
        opening::{Found, names, remove_database},
        outside::{Address, DoorError},
        preparing::prepare_now,
        settings::Shelf,
        store::OpenStore,
        writing::{Target, Writing},
    },
    domain::{
        edit::{Edit, StoreEdit},
        store::StoreField,
    },
    ids::{DeviceId, StaffId},
    ops::catalogue::name_staff,
    policy::Role,
    sync::{
        http::{BODY_LIMIT, OPEN_PATH, Open, Opened},
        keys::DeviceKey,
        ledger::{Act, Entry, Founding, NAME_LIMIT},
        pairing::{Code, CodeKey},
        wire,
    },
    vault::{Database, VaultError, meta},
};

/// A store to be made on this device.
pub(in crate::app) struct NewStore {
    pub name: String,
    pub staff_name: String,
    pub roles: Vec<Role>,
    pub practice: bool,
}

/// What was made: the first entry of its ledger and what signs.
pub(in crate::app) struct Founded {
    pub entry: Entry,
    pub founder: StaffId,
    device: DeviceId,
    key: DeviceKey,
}

/// Where a store is to be opened.
struct There {
    relay: Address,
    code: Code,
    /// Whether this app runs the relay itself.
    own: bool,
}

/// A store that was announced, and of which no answer is known.
struct Begun {
    db: Database,
    founded: Founded,
    there: There,
}

/// What became of an announcement.
enum Announced {
    Opened,
    /// The relay has not opened the store.
    Refused(AppError),
    /// It may have.
    Unknown(AppError),
}

impl App {
    /// Opens a new store; this device becomes its first administrator.
    pub fn open_store(&self, request: OpenStoreRequest) -> Result<AppState, AppError> {
        self.nothing_open()?;
        let new = NewStore {
            name: named("store_name", &request.store_name)?,
            staff_name: named("staff_name", &request.staff_name)?,
            roles: request.roles.clone(),
            practice: false,
        };
        let begun = self.begun()?;
        let there = self.relay_for(&request, begun.as_ref().map(|begun| &begun.there))?;
        let code_key = CodeKey::of(&there.code).map_err(|_| ErrorCode::Internal)?;
        let (db, founded, is_again) = match begun.filter(|begun| begun.there.is_same(&there)) {
            Some(begun) => (begun.db, begun.founded, true),
            None => (self.new_database(Shelf::Store)?, self.found(&new)?, false),
        };
        if is_again {
            db.write(|tx| there.keep(tx)).map_err(damage::told)?;
        } else {
            self.keep_founded(&db, &founded, Some(&there))?;
        }
        match self.announce(&there.relay, &code_key, &founded)? {
            Announced::Opened => {}
            Announced::Refused(error) if !is_again => {
                let path = db.path().to_owned();
                drop(db);
                remove_database(&path)?;
                return Err(error);
            }
            Announced::Refused(error) | Announced::Unknown(error) => return Err(error),
        }
        db.write(|tx| {
            meta::remove(tx, names::CODE)?;
            meta::put_text(tx, names::PHASE, names::READY)
        })
        .map_err(damage::told)?;
        self.use_shelf(Shelf::Store)?;
        let store = Arc::new(self.open_database(db, Shelf::Store)?);
        prepare_now(&store)?;
        self.set_desk(Desk::Open(Arc::clone(&store)));
        self.name_store(&store, &new, founded.founder)?;
        let (had, roles) = (store.standing().roles.clone(), founders_roles(&new));
        if had.len() != roles.len() || roles.iter().any(|role| !had.contains(role)) {
            // What was announced first stands; what was asked for since is said after it.
            self.act(&store, Act::RolesSet { staff: founded.founder, roles })?;
        }
        self.tell(&Told::State);
        self.wake();
        self.state(Nothing {})
    }

    /// A store that this device has announced, and heard nothing of since.
    fn begun(&self) -> Result<Option<Begun>, AppError> {
        let path = Shelf::Store.database(&self.0.data);
        let is_empty = matches!(&*self.0.desk.read().unwrap_or_else(std::sync::PoisonError::into_inner), Desk::Empty);
        let Some(key) = self.0.keys.load(Shelf::Store.name())?.filter(|_| is_empty && path.exists()) else { return Ok(None) };
        let db = Database::open(&path, &key).map_err(|error| damage::closed(&error))?;
        if db.read(|conn| meta::text(conn, names::PHASE)).map_err(damage::told)?.as_deref() != Some(names::OPENING) {
            return Ok(None);
        }
        let (found, code, own) = db
            .read(|conn| -> Result<_, VaultError> {
                Ok((Found::read(conn)?, meta::text(conn, names::CODE)?, meta::integer(conn, names::OWN_RELAY)? == Some(1)))
            })
            .map_err(damage::told)?;
        let ledger = ledger::load(&db)?;
        let (Some(entry), Some(code)) = (ledger::first(&db)?, code.and_then(|code| code.parse().ok())) else { return Ok(None) };
        let Some(founder) = ledger.now().staff_of(found.device) else { return Ok(None) };
        let relay = Address { url: found.relay.unwrap_or_default(), pin: found.pin };
        let founded = Founded { entry, founder, device: found.device, key: DeviceKey::from_secret(&found.secret) };
        Ok(Some(Begun { db, founded, there: There { relay, code, own } }))
    }

    fn relay_for(&self, request: &OpenStoreRequest, begun: Option<&There>) -> Result<There, AppError> {
        if let Some(relay) = request.relay.as_deref().map(str::trim).filter(|relay| !relay.is_empty()) {
            let code = request.code.as_deref().unwrap_or_default().parse().map_err(|_| ErrorCode::WrongCode.of("code"))?;
            let url = address(relay)?;
            let pin = self.0.door.look(&url)?;
            return Ok(There { relay: Address { url, pin }, code, own: false });
        }
        let own = self.0.relay_host.as_ref().ok_or(ErrorCode::Required.of("relay"))?.start()?;
        let code = match own.first_code {
            Some(code) => code.parse().map_err(|_| ErrorCode::Internal)?,
            // A store is open on it; perhaps the one that was begun here.
            None => begun.filter(|begun| begun.own).ok_or(ErrorCode::StoreExists)?.code.clone(),
        };
        Ok(There { relay: Address { url: own.address, pin: own.pin }, code, own: true })
    }

    /// Makes the first statement of a store's ledger.
    pub(in crate::app) fn found(&self, new: &NewStore) -> Result<Founded, AppError> {
        let world = &self.0.world;
        let key = DeviceKey::from_secret(&world.random());
        let (device, founder): (DeviceId, StaffId) = (world.mint(), world.mint());
        let founding = Founding {
            founder,
            roles: founders_roles(new),
            device,
            key: key.public(),
            device_name: new.staff_name.chars().take(NAME_LIMIT).collect(),
            practice: new.practice,
            nonce: world.random(),
        };
        let entry = Entry::first(world.mint(), founding, &key).map_err(|_| ErrorCode::Internal)?;
        Ok(Founded { entry, founder, device, key })
    }

    /// Keeps the founded practice store, which no relay has, in its database.
    pub(in crate::app) fn keep_practice(&self, db: &Database, founded: &Founded) -> Result<(), AppError> {
        self.keep_founded(db, founded, None)
    }

    /// Keeps a founded store in its database, not yet announced.
    fn keep_founded(&self, db: &Database, founded: &Founded, there: Option<&There>) -> Result<(), AppError> {
        let store = founded.entry.statement.store_id();
        db.write(|tx| {
            meta::put_text(tx, names::PHASE, names::OPENING)?;
            meta::put_bytes(tx, names::STORE, store.as_bytes())?;
            meta::put_bytes(tx, names::DEVICE, founded.device.as_bytes())?;
            meta::put_bytes(tx, names::SECRET, founded.key.secret().as_slice())?;
            there.map_or(Ok(()), |there| there.keep(tx))?;
            ledger::keep(tx, &founded.entry)
        })
        .map_err(|error: damage::Failed| damage::told(error))
    }

    fn announce(&self, relay: &Address, code: &CodeKey, founded: &Founded) -> Result<Announced, AppError> {
        let entry = &founded.entry;
        let body = wire::encode(&Open::new(code, relay.pin, entry.clone())).map_err(|_| ErrorCode::Internal)?;
        let reply = match self.0.door.post(relay, OPEN_PATH, body) {
            Ok(reply) => reply,
            Err(error) => {
                let is_refused = matches!(error, DoorError::Refused(_));
                let (is_unanswered, error) = (error == DoorError::Unanswered, AppError::from(error));
                // What a relay says that stops, or whose disk is full, is about this moment.
                let may_be_open = is_unanswered || is_refused && error.code == ErrorCode::RelayUnreachable;
                return Ok(if may_be_open { Announced::Unknown(error) } else { Announced::Refused(error) });
            }
        };
        let opened: Option<Opened> = wire::decode(&reply, BODY_LIMIT).ok();
        let is_ours =
            |opened: &Opened| opened.store == entry.statement.store_id() && opened.is_proved(code, relay.pin, entry.hash());
        Ok(match opened.filter(is_ours) {
            Some(_) => Announced::Opened,
            None => Announced::Refused(ErrorCode::NotARelay.into()),
        })
    }

    /// Writes the names that the ledger does not hold into the store file.
    pub(in crate::app) fn name_store(&self, store: &OpenStore, new: &NewStore, founder: StaffId) -> Result<(), AppError> {
        let mut writing = Writing::begin(store);
        let edits =
            [Edit::Store(StoreEdit::SetField(StoreField::Name, Some(new.name.clone()))), name_staff(founder, &new.staff_name)?];
        writing.stage(Target::store(&store.id), &edits)?;
        writing.commit("open_store", |_, _| Ok(())).map(|_| ())
    }
}

impl There {
    /// Whether both are one relay: the app's own, one with that certificate, or one at that address.
    fn is_same(&self, other: &Self) -> bool {
        match (self.relay.pin, other.relay.pin) {
            _ if self.own != other.own => false,
            _ if self.own => true,
            (Some(here), Some(there)) => here == there,
            (here, there) => here == there && self.relay.url == other.relay.url,
        }
    }

    fn keep(&self, tx: &rusqlite::Transaction<'_>) -> Result<(), VaultError> {
        meta::put_text(tx, names::RELAY, &self.relay.url)?;
        if let Some(pin) = self.relay.pin {
            meta::put_bytes(tx, names::RELAY_PIN, pin.as_bytes())?;
        }
        meta::put_text(tx, names::CODE, &self.code.text())?;
        meta::put_integer(tx, names::OWN_RELAY, i64::from(self.own))
    }
}

/// Administrator first, then what else they do.
fn founders_roles(new: &NewStore) -> Vec<Role> {
    let others = new.roles.iter().copied().filter(|role| *role != Role::Administrator);
    std::iter::once(Role::Administrator).chain(others).collect()
}
