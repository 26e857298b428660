//! What was refused of whom, and devices that are set aside for it.

use super::store_page::may_manage;
use crate::{
    app::{
        App,
        api::{
            common::{Nothing, Touched},
            error::{AppError, ErrorCode},
            refused::{QuarantinedDevice, RefusedInputKind, RefusedPage, RefusedRow, ReleaseDevice},
        },
        store::Standing,
    },
    ids::DeviceId,
    sync::frame::{Input, RefusedInput, ToDevice, ToRelay},
    vault::{self, sieve::TurnedAway},
};

/// Rows told of what was refused here.
const MOST_HERE: u32 = 200;

impl App {
    /// What the relay and this device refused.
    pub fn refused_page(&self, _: Nothing) -> Result<RefusedPage, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        may_manage(&standing)?;
        let here = store.read(|conn| vault::sieve::turned_away(conn, MOST_HERE))?;
        let here = here.into_iter().map(|row| from_here(&standing, row)).collect();
        match self.ask_relay(ToRelay::AskRefused) {
            Ok(ToDevice::RefusedList { rows, quarantined }) => Ok(RefusedPage {
                is_online: true,
                quarantined: quarantined
                    .into_iter()
                    .map(|one| QuarantinedDevice {
                        device: one.device,
                        name: name(&standing, one.device),
                        staff: staff(&standing, one.device),
                        since: one.since,
                    })
                    .collect(),
                relay: rows.into_iter().map(|row| from_relay(&standing, row)).collect(),
                here,
            }),
            Ok(_) => Err(ErrorCode::RelayUnreachable.into()),
            Err(error) if error.code == ErrorCode::Offline => {
                Ok(RefusedPage { is_online: false, quarantined: Vec::new(), relay: Vec::new(), here })
            }
            Err(error) => Err(error),
        }
    }

    /// Lets a device in again.
    pub fn release_device(&self, request: ReleaseDevice) -> Result<Touched, AppError> {
        let store = self.opened()?;
        may_manage(&store.standing())?;
        match self.ask_relay(ToRelay::Release { device: request.device })? {
            ToDevice::RefusedList { .. } => {
                let touched = Touched { ledger: true, ..Touched::default() };
                self.changed(&store, &touched);
                Ok(touched)
            }
            _ => Err(ErrorCode::RelayUnreachable.into()),
        }
    }
}

fn from_relay(standing: &Standing, row: RefusedInput) -> RefusedRow {
    let input = match row.input {
        Input::Change => RefusedInputKind::Change,
        Input::Statement => RefusedInputKind::Statement,
        Input::Message => RefusedInputKind::Message,
    };
    RefusedRow {
        device: row.device,
        name: name(standing, row.device),
        staff: staff(standing, row.device),
        input,
        code: row.code.word().to_owned(),
        count: u32::try_from(row.count).unwrap_or(u32::MAX),
        last_at: row.last_at,
    }
}

fn from_here(standing: &Standing, row: TurnedAway) -> RefusedRow {
    RefusedRow {
        device: row.device,
        name: name(standing, row.device),
        staff: staff(standing, row.device),
        input: RefusedInputKind::Change,
        code: row.code,
        count: row.count,
        last_at: row.last_at,
    }
}

fn name(standing: &Standing, device: DeviceId) -> String {
    standing.ledger.now().name_of(device).unwrap_or_default().to_owned()
}

fn staff(standing: &Standing, device: DeviceId) -> Option<crate::app::api::common::StaffName> {
    standing.ledger.now().staff_of(device).map(|staff| standing.name_of(staff))
}
