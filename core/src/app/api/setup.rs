//! First start, joining, the state of the app, staff and devices.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    clock::Instant,
    domain::{
        store::{CatalogueLevel, CatalogueNode, GradeRule},
        test_car::TestCar,
    },
    ids::{CatalogueId, DeviceId, SlotId, StaffId, StoreId},
    policy::{AccountState, Role},
};

pub use crate::domain::language::Language;

/// Where the app stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "phase", rename_all = "snake_case")]
pub enum Phase {
    /// Nothing on this device yet: choose a language, then join, open or practise.
    FirstStart,
    /// A joining code was accepted; both screens show `digits` until an administrator confirms.
    Joining {
        /// Six digits to compare; empty until an administrator's device has taken part in them.
        digits: String,
        /// The relay joined through.
        relay: String,
    },
    /// A store is open.
    Ready {
        /// The store.
        store: StoreSummary,
        /// The person this device belongs to.
        me: Me,
    },
    /// A store is open whose lists are being made anew, as after an update. Nothing else is answered until then.
    Preparing {
        /// Files that were read.
        done: u32,
        /// Files there are.
        all: u32,
    },
    /// Nothing is shown until the PIN is given.
    Locked,
    /// This device no longer belongs to its store. Nothing on it can be seen any more; what was not sent yet goes to a
    /// manager.
    Revoked {
        /// The store.
        store: StoreSummary,
        /// Changes that only this device has yet.
        waiting: u32,
        /// Changes that were handed over and are safe.
        handed_over: u32,
    },
    /// This device was told to destroy what it held, and did. A store can be joined or opened as at the first start.
    Wiped {
        /// Changes, sealed, that still wait to be handed over.
        waiting: u32,
        /// Changes that were handed over and are safe.
        handed_over: u32,
    },
    /// The data on this device could not be opened.
    Closed {
        /// Why.
        error: super::error::AppError,
    },
}

/// The answer of `state`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AppState {
    /// Where the app stands.
    pub phase: Phase,
    /// Language chosen on this device; none before the first choice.
    pub language: Option<Language>,
    /// Version of the app.
    pub version: String,
    /// Today in the store.
    pub today: crate::clock::Date,
    /// What was due before this date is overdue: at least one workday has passed over it.
    pub overdue_before: crate::clock::Date,
    /// The app's own lock.
    pub lock: super::lock::LockState,
    /// The device was without the relay for more than seven days: what it holds is hidden until it is in touch again.
    pub lease_over: bool,
    /// Whether this app hosts a relay that a new store can use without an address.
    pub embedded_relay: bool,
    /// Whether the device is in a customer's hands: only the form is answered.
    pub form_only: bool,
}

/// A store in a few words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StoreSummary {
    /// Its id.
    pub id: StoreId,
    /// Its name.
    pub name: String,
    /// Whether it is the practice store.
    pub practice: bool,
}

/// The person this device belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Me {
    /// Who.
    pub staff: StaffId,
    /// Their name.
    pub name: String,
    /// Their roles by the ledger.
    pub roles: Vec<Role>,
    /// What the interface may offer.
    pub abilities: Vec<Ability>,
    /// Where the app opens.
    pub first_place: WorkPlace,
    /// The place that the phone's bar keeps for this person's own work.
    pub own_place: WorkPlace,
    /// This device.
    pub device: DeviceId,
}

/// A place of the app that can be the middle of somebody's day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WorkPlace {
    /// 今日
    Today,
    /// 商机
    Pipeline,
    /// 到店
    Reception,
    /// 同步
    Sync,
    /// 门店
    Store,
    /// 车辆
    Vehicles,
}

/// Something the interface offers only to those who may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Ability {
    /// Capture leads and edit customer files.
    EditCustomers,
    /// See customer files at all.
    SeeCustomers,
    /// See the files of every consultant.
    SeeAllCustomers,
    /// Read the private part of a file.
    SeePrivate,
    /// See who came to the showroom.
    SeeReception,
    /// See vehicle files.
    SeeVehicles,
    /// See events.
    SeeEvents,
    /// Plan and change events.
    EditEvents,
    /// Give files to others.
    Assign,
    /// Change catalogue, rules and names of the store.
    EditStore,
    /// Add staff, set roles, invite and confirm devices.
    ManageStaff,
    /// Show masked numbers in full, for a reason that is recorded.
    Unmask,
    /// Read the audit log.
    SeeAudit,
    /// Write tables to files.
    Export,
    /// Give all that a person who left held to somebody else.
    HandOverBooks,
    /// Join files that are one customer, and split them.
    JoinFiles,
    /// Ask that a customer be forgotten.
    RequestErasure,
    /// Decide whether a customer is forgotten.
    DecideErasures,
    /// Turn devices and people out, and tell their devices to wipe themselves.
    RevokeDevices,
    /// Look into the review box and decide.
    ReviewLate,
    /// Decide whether a purchase that was given up is lost.
    JudgeLosses,
}

/// Sets the language of this device.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SetLanguage {
    /// Which.
    pub language: Language,
}

/// Opens a new store; this device becomes its first administrator.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct OpenStore {
    /// 门店名称
    pub store_name: String,
    /// Name of the person.
    pub staff_name: String,
    /// Roles the person holds besides administrator.
    pub roles: Vec<Role>,
    /// Address of the relay such as `https://192.168.1.5:7420`; none for the embedded one.
    pub relay: Option<String>,
    /// The one-time code the relay printed at its first start; none for the embedded one.
    pub code: Option<String>,
}

/// Joins a store by an invitation.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct JoinStore {
    /// Address of the relay, or all that the invitation's QR code says; then `code` does not matter.
    pub relay: String,
    /// The ten characters of the invitation; case, spaces and dashes do not matter.
    pub code: String,
    /// What to call this device.
    pub device_name: String,
}

/// What the store page shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct StorePage {
    /// The store.
    pub store: StoreSummary,
    /// Address, phone and other plain fields.
    #[ts(as = "std::collections::BTreeMap<String, String>")]
    pub fields: std::collections::BTreeMap<crate::domain::store::StoreField, String>,
    /// Everyone on the staff.
    pub staff: Vec<StaffRow>,
    /// Every device.
    pub devices: Vec<DeviceRow>,
    /// Every catalogue node.
    pub catalogue: Vec<CatalogueNode>,
    /// Every test car, retired ones too.
    pub cars: Vec<TestCar>,
    /// Rules per grade.
    pub grades: Vec<GradeRule>,
    /// Statements made here that the relay has not ordered yet.
    pub proposals: u32,
}

/// A person on the staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StaffRow {
    /// Who.
    pub id: StaffId,
    /// Name.
    pub name: String,
    /// Roles by the ledger.
    pub roles: Vec<Role>,
    /// Account state.
    pub state: AccountState,
    /// Files they look after, of those this device holds.
    pub files: u32,
    /// Whether they left and nobody has taken over what they held.
    pub book_is_open: bool,
}

/// A device of the store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DeviceRow {
    /// Which.
    pub id: DeviceId,
    /// Whose.
    pub staff: StaffId,
    /// Name of that person.
    pub staff_name: String,
    /// What it is called.
    pub name: String,
    /// Whether it is this one.
    pub is_this: bool,
    /// Whether it was revoked.
    pub revoked: bool,
    /// Whether it was told to destroy what it holds.
    pub wipes: bool,
    /// When the relay last had a connection of it, as last told by the relay.
    pub last_seen_at: Option<Instant>,
    /// Whether it is connected now, as last told by the relay.
    pub connected: bool,
}

/// Adds a person to the staff.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AddStaff {
    /// Name.
    pub name: String,
    /// Roles.
    pub roles: Vec<Role>,
}

/// Changes a person's name or roles.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EditStaff {
    /// Who.
    pub staff: StaffId,
    /// New name, if it changes.
    pub name: Option<String>,
    /// New roles, if they change.
    pub roles: Option<Vec<Role>>,
}

/// Opens a place for one more device of a person.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct InviteDevice {
    /// Whose device.
    pub staff: StaffId,
}

/// An open place for a device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Invitation {
    /// The place.
    pub slot: SlotId,
    /// Address to type on the new device.
    pub relay: String,
    /// Ten characters, shown in two groups of five.
    pub code: String,
    /// When it ends.
    pub expires_at: Instant,
    /// QR code of both, an SVG image.
    pub qr_svg: String,
}

/// A device that gave a right code and waits to be confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PendingDevice {
    /// The place it was let into.
    pub slot: SlotId,
    /// The device.
    pub device: DeviceId,
    /// Whose it will be.
    pub staff: StaffId,
    /// What it calls itself.
    pub name: String,
    /// Six digits that its screen must show too; empty until both devices have taken part in them.
    pub digits: String,
}

/// Lets a waiting device in, or turns it away.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ConfirmDevice {
    /// The place.
    pub slot: SlotId,
    /// Whether the digits on both screens agree.
    pub admit: bool,
}

/// Adds a catalogue node.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AddCatalogueNode {
    /// The node above; none for a brand.
    pub parent: Option<CatalogueId>,
    /// Its level, one below the parent's.
    pub level: CatalogueLevel,
    /// Its name.
    pub name: String,
    /// Guide price as typed, such as `32.8万`; empty if unknown.
    pub price: String,
}

/// Renames, retires or brings back a catalogue node.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EditCatalogueNode {
    /// Which.
    pub id: CatalogueId,
    /// New name, if it changes.
    pub name: Option<String>,
    /// Whether it is no longer offered, if that changes.
    pub retired: Option<bool>,
}

/// Writes the follow-up rule of a grade.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SetGradeRule {
    /// The rule.
    pub rule: GradeRule,
}
