//! The table of who may do what, as reviewed: one row per role, one column per kind of file, in the order of the
//! dealership's own table.

use super::{FileKind, Role};

/// Which files of a kind a role may read or write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// No file.
    Nothing,
    /// Files that belong to the person.
    Own,
    /// Those, and files without an owner.
    OwnAndPool,
    /// Files of customers who have a vehicle file.
    WithVehicles,
    /// Files dispatched to the person, such as a complaint to answer.
    Dispatched,
    /// The leads of an event, which are customer files: nothing of the event itself.
    Leads,
    /// Every file of the store.
    Store,
}

/// What a role may read and write of a kind. Whoever may write may read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rights {
    /// Files whose content the role's devices receive.
    pub read: Scope,
    /// Files that changes of the role are accepted for.
    pub write: Scope,
    /// Whether the audit log tells of each reading.
    pub is_recorded: bool,
}

const fn rw(scope: Scope) -> Rights {
    Rights { read: scope, write: scope, is_recorded: false }
}

const fn r(scope: Scope) -> Rights {
    Rights { read: scope, write: Scope::Nothing, is_recorded: false }
}

const fn recorded(rights: Rights) -> Rights {
    Rights { is_recorded: true, ..rights }
}

const NONE: Rights = r(Scope::Nothing);

/// A role's rights per kind.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// The role.
    pub role: Role,
    customer: Rights,
    customer_private: Rights,
    vehicle: Rights,
    care: Rights,
    reception: Rights,
    event: Rights,
    store: Rights,
}

impl Row {
    /// The role's rights over a kind.
    #[must_use]
    pub const fn rights(&self, kind: FileKind) -> Rights {
        match kind {
            FileKind::Customer => self.customer,
            FileKind::CustomerPrivate => self.customer_private,
            FileKind::Vehicle => self.vehicle,
            FileKind::Care => self.care,
            FileKind::Reception => self.reception,
            FileKind::Event => self.event,
            FileKind::Store => self.store,
        }
    }
}

impl Row {
    /// Whether any right of the role rests on the customer's vehicles.
    #[must_use]
    pub fn asks_for_vehicles(&self) -> bool {
        let Self { role: _, customer, customer_private, vehicle, care, reception, event, store } = self;
        [customer, customer_private, vehicle, care, reception, event, store]
            .iter()
            .any(|rights| rights.read == Scope::WithVehicles || rights.write == Scope::WithVehicles)
    }
}

use Scope::{Dispatched, Leads, Own, OwnAndPool, Store, WithVehicles};

/// The policy. A consultant's leads of an event are customer files of their own; the event itself they only read.
#[rustfmt::skip]
pub const TABLE: [Row; 12] = [
    Row { role: Role::Consultant, customer: rw(Own), customer_private: rw(Own), vehicle: r(Own), care: Rights { read: Own, write: Dispatched, is_recorded: false }, reception: rw(Store), event: Rights { read: Store, write: Leads, is_recorded: false }, store: r(Store) },
    Row { role: Role::FrontDesk, customer: rw(Store), customer_private: NONE, vehicle: r(Store), care: NONE, reception: rw(Store), event: r(Store), store: r(Store) },
    Row { role: Role::InformationSpecialist, customer: rw(Store), customer_private: NONE, vehicle: NONE, care: NONE, reception: rw(Store), event: r(Store), store: r(Store) },
    Row { role: Role::DccAgent, customer: rw(OwnAndPool), customer_private: NONE, vehicle: NONE, care: NONE, reception: r(Store), event: r(Store), store: r(Store) },
    Row { role: Role::SalesManager, customer: rw(Store), customer_private: rw(Store), vehicle: r(Store), care: rw(Store), reception: rw(Store), event: rw(Store), store: rw(Store) },
    Row { role: Role::ServiceAdvisor, customer: rw(WithVehicles), customer_private: NONE, vehicle: rw(Store), care: r(Own), reception: r(Store), event: NONE, store: r(Store) },
    Row { role: Role::AppointmentSpecialist, customer: rw(WithVehicles), customer_private: NONE, vehicle: rw(Store), care: NONE, reception: r(Store), event: NONE, store: r(Store) },
    Row { role: Role::Technician, customer: NONE, customer_private: NONE, vehicle: rw(Store), care: NONE, reception: NONE, event: NONE, store: r(Store) },
    Row { role: Role::CsSpecialist, customer: rw(Store), customer_private: NONE, vehicle: r(Store), care: rw(Store), reception: r(Store), event: NONE, store: r(Store) },
    Row { role: Role::CsManager, customer: rw(Store), customer_private: NONE, vehicle: r(Store), care: rw(Store), reception: r(Store), event: NONE, store: r(Store) },
    Row { role: Role::GeneralManager, customer: r(Store), customer_private: recorded(r(Store)), vehicle: r(Store), care: rw(Store), reception: r(Store), event: r(Store), store: rw(Store) },
    Row { role: Role::Administrator, customer: NONE, customer_private: NONE, vehicle: NONE, care: NONE, reception: NONE, event: NONE, store: rw(Store) },
];
