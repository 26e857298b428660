//! Vehicle files.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::common::CustomerRow;
use crate::{app::masking::Shown, domain::vehicle::VehicleFile, ids::FileId};

/// Asks for a page of the vehicles that this person may read.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct ListVehicles {
    /// VIN or plate, or any run of one.
    pub search: String,
    /// Only those of this customer.
    pub customer: Option<FileId>,
    /// How many to skip.
    pub offset: u32,
    /// How many to give, at most 200.
    pub limit: u32,
}

/// A page of the vehicles, the next to be serviced first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct VehiclePages {
    /// How many there are in all.
    pub total: u32,
    /// The rows from `offset` on.
    pub rows: Vec<VehicleRow>,
    /// Cars that were handed over and have no vehicle file yet.
    pub due: u32,
}

/// A vehicle.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct VehicleRow {
    /// Its file as this person may see it.
    #[ts(as = "VehicleFile")]
    pub vehicle: Shown<VehicleFile>,
    /// What it is, in words.
    pub name: String,
    /// Its owner, where this person may read that file.
    pub customer: Option<CustomerRow>,
}
