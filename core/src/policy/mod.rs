//! Who may do what. Pure functions over the reviewed tables of `policy.md`: role x kind of file x action x relation to the
//! file, statements of the ledger, sight of phones, duties. No rule about roles stands anywhere else.
//!
//! Used by the relay (what it accepts and what it sends) and by the app (what it offers). Knows no IO and no customer.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub mod acts;
mod decision;
pub mod print;
pub mod sight;
pub mod table;

pub use decision::Decision;

use table::{Scope, TABLE};

/// A role a person holds in the store; one person may hold several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 销售顾问
    Consultant,
    /// 前台接待
    FrontDesk,
    /// 信息员
    InformationSpecialist,
    /// DCC 直销员
    DccAgent,
    /// 销售经理
    SalesManager,
    /// 服务顾问
    ServiceAdvisor,
    /// 预约专员
    AppointmentSpecialist,
    /// 维修技师
    Technician,
    /// 客服专员
    CsSpecialist,
    /// 客服经理
    CsManager,
    /// 总经理
    GeneralManager,
    /// 系统管理员
    Administrator,
}

/// What kind of file a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// A person or company: identity, phones, opportunities, follow-ups.
    Customer,
    /// What few roles may receive of a customer: identity card, home address, income.
    CustomerPrivate,
    /// A car.
    Vehicle,
    /// Return visits, surveys and complaints of a customer.
    Care,
    /// The reception log of one day.
    Reception,
    /// An off-site event.
    Event,
    /// Catalogue, rules, staff names.
    Store,
}

impl Role {
    /// Every role, in the order of the policy's table.
    pub const ALL: &'static [Self] = &[
        Self::Consultant,
        Self::FrontDesk,
        Self::InformationSpecialist,
        Self::DccAgent,
        Self::SalesManager,
        Self::ServiceAdvisor,
        Self::AppointmentSpecialist,
        Self::Technician,
        Self::CsSpecialist,
        Self::CsManager,
        Self::GeneralManager,
        Self::Administrator,
    ];

    /// The role's word, as it stands on the wire and in the policy's table.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Consultant => "consultant",
            Self::FrontDesk => "front_desk",
            Self::InformationSpecialist => "information_specialist",
            Self::DccAgent => "dcc_agent",
            Self::SalesManager => "sales_manager",
            Self::ServiceAdvisor => "service_advisor",
            Self::AppointmentSpecialist => "appointment_specialist",
            Self::Technician => "technician",
            Self::CsSpecialist => "cs_specialist",
            Self::CsManager => "cs_manager",
            Self::GeneralManager => "general_manager",
            Self::Administrator => "administrator",
        }
    }
}

/// The state of an account; only an active one may do anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AccountState {
    /// On the staff, no device yet.
    Invited,
    /// A device waits to be confirmed.
    Pending,
    /// May work.
    Active,
    /// Left.
    Revoked,
}

/// What is to be done with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Receive and show it.
    Read,
    /// Change it.
    Write,
}

/// Whose a file is, seen from the person who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Owner {
    /// Assigned to the person, or created by them and never assigned.
    Me,
    /// Nobody's: the pool.
    Nobody,
    /// A colleague's.
    Other,
}

impl Owner {
    /// An owner as `me` sees it.
    #[must_use]
    pub fn seen<P: PartialEq>(me: P, owner: Option<P>) -> Self {
        match owner {
            Some(owner) if owner == me => Self::Me,
            Some(_) => Self::Other,
            None => Self::Nobody,
        }
    }
}

/// How a person stands to a file. For files that belong to a customer file it is that file's owner who counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Relation {
    /// Whose it is.
    pub owner: Owner,
    /// Whether the customer has a vehicle file.
    pub has_vehicle: bool,
    /// Whether it was dispatched to the person.
    pub is_dispatched: bool,
}

impl Relation {
    /// The relation of a file that has an owner and nothing else to tell.
    #[must_use]
    pub const fn of(owner: Owner) -> Self {
        Self { owner, has_vehicle: false, is_dispatched: false }
    }
}

/// Whether any of `roles` allows `action` on a file of `kind`.
#[must_use]
pub fn may(account: AccountState, roles: &[Role], kind: FileKind, action: Action, relation: Relation) -> bool {
    account == AccountState::Active
        && TABLE.iter().filter(|row| roles.contains(&row.role)).any(|row| {
            let rights = row.rights(kind);
            let is_writer = covers(rights.write, relation);
            match action {
                Action::Read => is_writer || covers(rights.read, relation),
                Action::Write => is_writer,
            }
        })
}

/// Whether reading a file of `kind` is recorded: so it is where none of `roles` may read it unrecorded.
#[must_use]
pub fn is_read_recorded(roles: &[Role], kind: FileKind, relation: Relation) -> bool {
    let rights = TABLE.iter().filter(|row| roles.contains(&row.role)).map(|row| row.rights(kind));
    let mut reading = rights.filter(|rights| covers(rights.read, relation)).peekable();
    reading.peek().is_some() && reading.all(|rights| rights.is_recorded)
}

/// Whether anything that `roles` may do rests on a customer having a vehicle file.
#[must_use]
pub fn asks_for_vehicles(roles: &[Role]) -> bool {
    TABLE.iter().filter(|row| roles.contains(&row.role)).any(table::Row::asks_for_vehicles)
}

/// Whether any of `roles` reads every customer file of the store.
#[must_use]
pub fn sees_all_customers(roles: &[Role]) -> bool {
    may(AccountState::Active, roles, FileKind::Customer, Action::Read, Relation::of(Owner::Other))
}

const fn covers(scope: Scope, relation: Relation) -> bool {
    match scope {
        Scope::Nothing => false,
        Scope::Own => matches!(relation.owner, Owner::Me),
        Scope::OwnAndPool => matches!(relation.owner, Owner::Me | Owner::Nobody),
        Scope::WithVehicles => relation.has_vehicle,
        Scope::Dispatched => relation.is_dispatched,
        // Leads of an event are customer files; of the event itself it covers nothing.
        Scope::Leads => false,
        Scope::Store => true,
    }
}

#[cfg(test)]
mod tests;
