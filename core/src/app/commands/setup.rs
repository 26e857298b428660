//! First start: language, a new store, joining, practice.

use crate::{
    app::{
        App, Desk,
        api::{
            common::Nothing,
            error::{AppError, ErrorCode},
            setup::{Ability, AppState, JoinStore, Me, Phase, SetLanguage, StoreSummary, WorkPlace},
            sync::Told,
        },
        joining::Invited,
        lock,
        parting::Owed,
        preparing::Preparation,
        settings::{Settings, Shelf},
        store::{OpenStore, Standing},
    },
    domain::store::StoreField,
    ids::StaffId,
    ops::text::{LINE, clean},
    policy::{
        AccountState, Action, FileKind, Owner, Relation,
        acts::{Duty, LedgerAct, Say},
        sight::Sight,
    },
    sync::pairing::JoinLink,
};

impl App {
    /// Where the app stands.
    pub fn state(&self, _: Nothing) -> Result<AppState, AppError> {
        let Settings { language, form_only, .. } = lock(&self.0.settings).clone();
        let lock_state = self.lock_state();
        let today = self.0.world.today();
        Ok(AppState {
            phase: if lock_state.locked { Phase::Locked } else { self.phase() },
            lock: lock_state,
            lease_over: self.is_lease_over(),
            language,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            today,
            overdue_before: self.opened().map_or(today, |store| store.standing().overdue_before(today)),
            embedded_relay: self.0.relay_host.is_some(),
            form_only,
        })
    }

    fn phase(&self) -> Phase {
        match &*self.0.desk.read().unwrap_or_else(std::sync::PoisonError::into_inner) {
            Desk::Locked => Phase::Locked,
            Desk::Empty | Desk::Parting => self.owed_after_wipe().map_or(Phase::FirstStart, |owed| {
                let Owed { waiting, handed_over } = owed;
                Phase::Wiped { waiting, handed_over }
            }),
            Desk::Closed(error) => Phase::Closed { error: error.clone() },
            Desk::Joining(joining) => Phase::Joining { digits: joining.digits(), relay: joining.relay.url.clone() },
            Desk::Open(store) => match (me(store), store.preparation()) {
                (Some(_), Some(Preparation { done, all })) => Phase::Preparing { done, all },
                (Some(me), None) => Phase::Ready { store: summary(store), me },
                (None, _) if store.standing().account == AccountState::Revoked => self.revoked(store),
                // Let in, but the ledger that says so has not come yet.
                (None, _) => Phase::Joining { digits: String::new(), relay: store.standing().relay.clone().unwrap_or_default() },
            },
        }
    }

    fn revoked(&self, store: &OpenStore) -> Phase {
        // A count that cannot be read now is told with the next look; the phase itself must not depend on it.
        let Owed { waiting, handed_over } = self.owed_by(store).unwrap_or(Owed { waiting: 0, handed_over: 0 });
        Phase::Revoked { store: summary(store), waiting, handed_over }
    }

    /// Sets the language of this device.
    pub fn set_language(&self, request: SetLanguage) -> Result<AppState, AppError> {
        self.change_settings(|settings| settings.language = Some(request.language))?;
        self.state(Nothing {})
    }

    pub(in crate::app) fn change_settings(&self, change: impl FnOnce(&mut Settings)) -> Result<(), AppError> {
        let mut settings = lock(&self.0.settings);
        change(&mut settings);
        settings.save(&self.0.data).map_err(|error| {
            tracing::error!(error = %error, "the settings could not be saved");
            let full = error.kind() == std::io::ErrorKind::StorageFull;
            AppError::from(if full { ErrorCode::DiskFull } else { ErrorCode::NotSaved })
        })
    }

    /// Remembers which database is in use.
    pub(in crate::app) fn use_shelf(&self, shelf: Shelf) -> Result<(), AppError> {
        self.change_settings(|settings| {
            settings.shelf = shelf;
            settings.wiped = None;
        })
    }

    pub(super) fn nothing_open(&self) -> Result<(), AppError> {
        match &*self.0.desk.read().unwrap_or_else(std::sync::PoisonError::into_inner) {
            Desk::Empty => Ok(()),
            // What was copied here is another device's; this one may be enrolled.
            Desk::Closed(error) if error.code == ErrorCode::ClonedDevice => Ok(()),
            Desk::Closed(error) => Err(error.clone()),
            Desk::Locked => Err(ErrorCode::Locked.into()),
            Desk::Joining(_) | Desk::Open(_) | Desk::Parting => Err(ErrorCode::AlreadyOpen.into()),
        }
    }

    /// Joins a store by an invitation.
    pub fn join_store(&self, request: JoinStore) -> Result<AppState, AppError> {
        self.nothing_open()?;
        let device_name = named("device_name", &request.device_name)?;
        self.begin_joining(invitation(&request)?, device_name)?;
        self.tell(&Told::State);
        self.wake();
        self.state(Nothing {})
    }

    /// Gives up joining.
    pub fn cancel_join(&self, _: Nothing) -> Result<AppState, AppError> {
        self.give_up_joining()?;
        self.state(Nothing {})
    }
}

/// An invitation as it was scanned, or address and code as they were typed.
fn invitation(request: &JoinStore) -> Result<Invited, AppError> {
    if JoinLink::is_meant(&request.relay) {
        let link: JoinLink = request.relay.parse().map_err(|_| ErrorCode::WrongCode.of("relay"))?;
        return Ok(Invited { url: address(&link.relay)?, pin: link.pin, store: Some(link.store), code: link.code });
    }
    let code = request.code.parse().map_err(|_| ErrorCode::WrongCode.of("code"))?;
    Ok(Invited { url: address(&request.relay)?, pin: None, store: None, code })
}

/// An address as people type it: `192.168.1.5:7420` means `https://192.168.1.5:7420`. Without TLS only this machine.
pub(super) fn address(typed: &str) -> Result<String, AppError> {
    let typed = clean(typed, LINE)?;
    let bare = typed.trim_end_matches('/');
    if bare.is_empty() {
        return Err(ErrorCode::Required.of("relay"));
    }
    match bare.split_once("://") {
        None => Ok(format!("https://{bare}")),
        Some(("https", _)) => Ok(bare.to_owned()),
        Some(("http", host)) if is_this_machine(host) => Ok(bare.to_owned()),
        Some(("http", _)) => Err(ErrorCode::PlainAddress.of("relay")),
        Some(_) => Err(ErrorCode::NotARelay.of("relay")),
    }
}

fn is_this_machine(host: &str) -> bool {
    if let Ok(address) = host.parse::<std::net::SocketAddr>() {
        return address.ip().is_loopback();
    }
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    name == "localhost" || name.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

pub(super) fn named(field: &str, text: &str) -> Result<String, AppError> {
    let text = clean(text, LINE).map_err(|_| ErrorCode::TooLong.of(field))?;
    if text.is_empty() { Err(ErrorCode::Required.of(field)) } else { Ok(text) }
}

pub(super) fn summary(store: &OpenStore) -> StoreSummary {
    let standing = store.standing();
    let name = standing.store_file.fields.get(&StoreField::Name).cloned().unwrap_or_default();
    StoreSummary { id: store.id, name, practice: standing.ledger.is_practice() }
}

fn me(store: &OpenStore) -> Option<Me> {
    let standing = store.standing();
    let staff = standing.staff?;
    Some(Me {
        staff,
        name: standing.name_of(staff).name,
        roles: standing.roles.clone(),
        abilities: abilities(&standing),
        first_place: first_place(&standing),
        own_place: own_place(&standing),
        device: store.device,
    })
}

/// What the interface may offer to the person at this device.
pub(super) fn abilities(standing: &Standing) -> Vec<Ability> {
    let other = Some(StaffId::from_bytes([0; 16]));
    let (own, store_wide) = (Relation::of(Owner::Me), Relation::of(Owner::Nobody));
    let says = |act| standing.may_say(act) == Say::Any;
    [
        (Ability::EditCustomers, standing.may(FileKind::Customer, Action::Write, own)),
        (Ability::SeeCustomers, standing.scope().is_ok()),
        (Ability::SeeAllCustomers, standing.may(FileKind::Customer, Action::Read, Relation::of(Owner::Other))),
        (Ability::SeePrivate, standing.may(FileKind::CustomerPrivate, Action::Read, own)),
        (Ability::SeeReception, standing.may(FileKind::Reception, Action::Read, store_wide)),
        (Ability::SeeVehicles, sees_vehicles(standing)),
        (Ability::SeeEvents, standing.may(FileKind::Event, Action::Read, store_wide)),
        (Ability::EditEvents, standing.may(FileKind::Event, Action::Write, store_wide)),
        (Ability::Assign, standing.may_say(LedgerAct::FilesAssigned) > Say::No),
        (Ability::EditStore, standing.may(FileKind::Store, Action::Write, store_wide)),
        (Ability::ManageStaff, standing.has(Duty::ManageStaff)),
        (Ability::Unmask, standing.masking().phones(other) == Sight::WithReason),
        (Ability::SeeAudit, standing.reads_audit()),
        (Ability::Export, standing.may_export()),
        (Ability::HandOverBooks, says(LedgerAct::BookHandedOver)),
        (Ability::JoinFiles, says(LedgerAct::FilesJoined)),
        (Ability::RequestErasure, may_request_erasure(standing)),
        (Ability::DecideErasures, says(LedgerAct::ErasureDecided)),
        (Ability::RevokeDevices, says(LedgerAct::DeviceRevoked)),
        (Ability::ReviewLate, says(LedgerAct::LateSettled)),
        (Ability::JudgeLosses, standing.has(Duty::JudgeLosses)),
    ]
    .into_iter()
    .filter_map(|(ability, has)| has.then_some(ability))
    .collect()
}

/// Where the app opens: whoever has no customers looks after devices, whoever keeps the reception's log and does not sell
/// stands at the door.
fn first_place(standing: &Standing) -> WorkPlace {
    match own_place(standing) {
        WorkPlace::Reception => WorkPlace::Reception,
        WorkPlace::Vehicles => WorkPlace::Vehicles,
        WorkPlace::Store => WorkPlace::Sync,
        WorkPlace::Today | WorkPlace::Pipeline | WorkPlace::Sync => WorkPlace::Today,
    }
}

/// Whether a person sees any vehicle files: all of them, or those of their own customers.
fn sees_vehicles(standing: &Standing) -> bool {
    standing.may(FileKind::Vehicle, Action::Read, Relation::of(Owner::Me))
}

/// The place of a person's own work beside today's list: at the door, on the board, among the cars of the workshop, or in
/// the store's settings.
fn own_place(standing: &Standing) -> WorkPlace {
    if standing.scope().is_err() && sees_vehicles(standing) {
        WorkPlace::Vehicles
    } else if standing.scope().is_err() {
        WorkPlace::Store
    } else if standing.has(Duty::Receive) && !standing.has(Duty::Sell) {
        WorkPlace::Reception
    } else {
        WorkPlace::Pipeline
    }
}

/// The ledger's own rule, told before it is offered.
pub(super) fn may_request_erasure(standing: &Standing) -> bool {
    standing.may_say(LedgerAct::ErasureRequested) == Say::Any
}
