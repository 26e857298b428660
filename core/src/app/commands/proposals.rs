//! Statements of this device that the relay has not ordered: those that wait and those it refused.

use crate::{
    app::{
        App,
        api::{
            common::{Nothing, StaffName, Touched},
            error::{AppError, ErrorCode},
            trust::{DismissProposal, Proposal, ProposedAct},
        },
        damage::Failed,
        rows::customer_row,
        store::{OpenStore, Standing},
    },
    ids::{DeviceId, FileId, StaffId},
    mirror,
    sync::{
        ledger::{Act, STATEMENT_LIMIT, Settled, Statement, Verdict},
        wire,
    },
    vault::{
        self,
        ledger::{ProposalRow, ProposalState},
    },
};

/// Customers named beside one statement.
const MOST_CUSTOMERS: usize = 10;

/// What an act says and whom it names.
struct Subjects {
    act: ProposedAct,
    staff: Vec<StaffId>,
    files: Vec<FileId>,
    device: Option<DeviceId>,
}

impl App {
    /// The statements that are not in the ledger yet, oldest first.
    pub fn proposals(&self, _: Nothing) -> Result<Vec<Proposal>, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        store.read(vault::ledger::proposals)?.into_iter().map(|row| shown(&store, &standing, row)).collect()
    }

    /// Puts a refused statement away. One that waits may still be ordered and stays.
    pub fn dismiss_proposal(&self, request: DismissProposal) -> Result<Touched, AppError> {
        let store = self.opened()?;
        let row = store.read(vault::ledger::proposals)?.into_iter().find(|row| row.id == request.id);
        match row.map(|row| row.state) {
            None => return Err(ErrorCode::NotFound.into()),
            Some(ProposalState::Waiting) => return Err(ErrorCode::NotAllowed.into()),
            Some(ProposalState::Refused { .. }) => {}
        }
        store.write(|tx| Ok(vault::ledger::settle(tx, request.id)?))?;
        Ok(self.put_away(&store))
    }
}

fn shown(store: &OpenStore, standing: &Standing, row: ProposalRow) -> Result<Proposal, AppError> {
    let statement: Option<Statement> = wire::decode(&row.bytes, STATEMENT_LIMIT + 1024).ok();
    let act = statement.and_then(|statement| statement.read().ok()).map(|said| said.act);
    let subjects = act.map_or_else(Subjects::unknown, |act| Subjects::of(standing, act));
    let staff: Vec<StaffName> = subjects.staff.iter().map(|staff| standing.name_of(*staff)).collect();
    let customers = store.read(|conn| -> Result<_, Failed> {
        let found = subjects.files.iter().take(MOST_CUSTOMERS).map(|file| mirror::customer(conn, *file));
        let found = found.collect::<Result<Vec<_>, _>>()?;
        found.into_iter().flatten().map(|row| customer_row(conn, standing, row)).collect()
    })?;
    Ok(Proposal {
        id: row.id,
        act: subjects.act,
        staff,
        customers,
        files: u32::try_from(subjects.files.len()).unwrap_or(u32::MAX),
        device: subjects.device,
        refused: match row.state {
            ProposalState::Waiting => None,
            ProposalState::Refused { code } => Some(code),
        },
        at: row.at,
    })
}

impl Subjects {
    fn unknown() -> Self {
        Self { act: ProposedAct::Unknown, staff: Vec::new(), files: Vec::new(), device: None }
    }

    fn people(act: ProposedAct, staff: impl IntoIterator<Item = StaffId>) -> Self {
        Self { act, staff: staff.into_iter().collect(), ..Self::unknown() }
    }

    fn files(act: ProposedAct, files: Vec<FileId>) -> Self {
        Self { act, files, ..Self::unknown() }
    }

    fn of(standing: &Standing, act: Act) -> Self {
        match act {
            Act::StoreOpened(founding) => Self::people(ProposedAct::StoreOpened, [founding.founder]),
            Act::StaffAdded { staff, .. } => Self::people(ProposedAct::StaffAdded, [staff]),
            Act::RolesSet { staff, .. } => Self::people(ProposedAct::RolesSet, [staff]),
            Act::StaffRevoked { staff, .. } => Self::people(ProposedAct::StaffRevoked, [staff]),
            Act::BookHandedOver { from, to } => Self::people(ProposedAct::BookHandedOver, [from].into_iter().chain(to)),
            Act::DeviceEnrolled { device, staff, .. } => {
                Self { device: Some(device), ..Self::people(ProposedAct::DeviceEnrolled, [staff]) }
            }
            Act::DeviceRevoked { device, .. } => {
                let staff = standing.ledger.now().staff_of(device);
                Self { device: Some(device), ..Self::people(ProposedAct::DeviceRevoked, staff) }
            }
            Act::FilesAssigned { files, owner } => Self { files, ..Self::people(ProposedAct::FilesAssigned, owner) },
            Act::FilesJoined { one, other } => Self::files(ProposedAct::FilesJoined, vec![one, other]),
            Act::FilesSplit { one, other } => Self::files(ProposedAct::FilesSplit, vec![one, other]),
            Act::ErasureRequested { file } => Self::files(ProposedAct::ErasureRequested, vec![file]),
            Act::ErasureDecided { request, verdict } => {
                let open = standing.ledger.now().erasure_requests();
                let file = open.into_iter().find(|open| open.id == request).map(|open| open.file);
                let act = match verdict {
                    Verdict::Approve => ProposedAct::ErasureApproved,
                    Verdict::Decline => ProposedAct::ErasureDeclined,
                };
                Self::files(act, file.into_iter().collect())
            }
            Act::LateSettled { verdict: Settled::Adopt, .. } => Self::people(ProposedAct::LateAdopted, []),
            Act::LateSettled { verdict: Settled::Drop, .. } => Self::people(ProposedAct::LateDropped, []),
            Act::RecoveryKeySet { .. } => Self::people(ProposedAct::RecoveryKeySet, []),
        }
    }
}
