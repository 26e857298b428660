//! Who sees customers' phone numbers: in full, or masked with the full number for a recorded reason.

use super::{AccountState, Action, FileKind, Relation, Role, covers, may, table::Scope};

/// How a person sees a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sight {
    /// Not at all.
    Never,
    /// Masked; in full for a reason, which is recorded.
    WithReason,
    /// In full: the role needs it to do its work.
    Full,
}

/// Whose customers' phones a role sees how.
#[derive(Debug, Clone, Copy)]
pub struct Phones {
    /// The role.
    pub role: Role,
    /// Of these in full.
    pub full: Scope,
    /// Of these with a reason.
    pub with_reason: Scope,
}

const fn full(role: Role, scope: Scope) -> Phones {
    Phones { role, full: scope, with_reason: Scope::Nothing }
}

const fn with_reason(role: Role) -> Phones {
    Phones { role, full: Scope::Nothing, with_reason: Scope::Store }
}

/// The reviewed table.
pub const PHONES: [Phones; 12] = [
    full(Role::Consultant, Scope::Own),
    with_reason(Role::FrontDesk),
    with_reason(Role::InformationSpecialist),
    full(Role::DccAgent, Scope::OwnAndPool),
    with_reason(Role::SalesManager),
    full(Role::ServiceAdvisor, Scope::WithVehicles),
    full(Role::AppointmentSpecialist, Scope::WithVehicles),
    full(Role::Technician, Scope::Nothing),
    full(Role::CsSpecialist, Scope::Store),
    with_reason(Role::CsManager),
    with_reason(Role::GeneralManager),
    full(Role::Administrator, Scope::Nothing),
];

/// How a person with `roles` sees the phones of a customer; of several roles the best counts.
#[must_use]
pub fn phones(account: AccountState, roles: &[Role], relation: Relation) -> Sight {
    if account != AccountState::Active {
        return Sight::Never;
    }
    let sight = |row: &Phones| match (covers(row.full, relation), covers(row.with_reason, relation)) {
        (true, _) => Sight::Full,
        (false, true) => Sight::WithReason,
        (false, false) => Sight::Never,
    };
    PHONES.iter().filter(|row| roles.contains(&row.role)).map(sight).max().unwrap_or(Sight::Never)
}

/// How a person with `roles` sees identity-card and licence numbers: nobody needs them in daily work.
#[must_use]
pub fn identity_numbers(account: AccountState, roles: &[Role], relation: Relation) -> Sight {
    if may(account, roles, FileKind::CustomerPrivate, Action::Read, relation) { Sight::WithReason } else { Sight::Never }
}
