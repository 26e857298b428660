//! Vehicle files: the list and one of them.

use rusqlite::Connection;

use crate::{
    app::{
        App,
        api::{
            customers::OneFile,
            error::{AppError, ErrorCode},
            vehicles::{ListVehicles, VehiclePages, VehicleRow},
        },
        rows::customer_row,
        store::{OpenStore, Standing},
    },
    domain::vehicle::VehicleField,
    ids::FileId,
    mirror,
    policy::{Action, FileKind},
    vault,
};

/// Rows of one page of the list.
const MOST_ROWS: u32 = 200;

impl App {
    /// A page of the vehicles. The lists hold none that this person may not read.
    pub fn vehicles(&self, request: ListVehicles) -> Result<VehiclePages, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        let about: Vec<FileId> = request.customer.into_iter().flat_map(|file| standing.ledger.now().group(file)).collect();
        let page = mirror::Page { offset: request.offset, limit: request.limit.min(MOST_ROWS) };
        let found = store.read(|conn| mirror::vehicles(conn, &about, &request.search, page))?;
        let due = store.read(|conn| mirror::vehicles_due(conn, MOST_ROWS))?;
        let rows = found.rows.into_iter().map(|vehicle| shown(&store, &standing, vehicle)).collect::<Result<_, _>>()?;
        Ok(VehiclePages { total: found.total, rows, due: u32::try_from(due.len()).unwrap_or(MOST_ROWS) })
    }

    /// One vehicle.
    pub fn vehicle(&self, request: OneFile) -> Result<VehicleRow, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        let row = store.read(|conn| vault::file::get(conn, request.file))?;
        let row = row.filter(|row| row.kind == FileKind::Vehicle).ok_or(ErrorCode::NotFound)?;
        if !store.read(|conn: &Connection| standing.may_read(conn, &row))? {
            return Err(ErrorCode::NotFound.into());
        }
        let file = store.document(request.file, FileKind::Vehicle)?.vehicle();
        shown(&store, &standing, mirror::Vehicle { about: row.about, file })
    }
}

fn shown(store: &OpenStore, standing: &Standing, vehicle: mirror::Vehicle) -> Result<VehicleRow, AppError> {
    let customer = match vehicle.about {
        Some(about) => store.read(|conn| mirror::customer(conn, standing.ledger.now().joined(about)))?,
        None => None,
    };
    let owner = customer.as_ref().and_then(|row| row.owner);
    let may = standing.may(FileKind::Customer, Action::Read, standing.relation(owner)) || customer.is_some();
    let customer = customer.filter(|_| may);
    let customer = store.read(|conn| customer.map(|row| customer_row(conn, standing, row)).transpose())?;
    let parts = [VehicleField::Brand, VehicleField::Series, VehicleField::Model, VehicleField::Configuration];
    let mut words: Vec<&str> = Vec::new();
    for part in parts.iter().filter_map(|part| vehicle.file.field(part)) {
        words.retain(|word| !part.starts_with(word));
        words.push(part);
    }
    let name = words.join(" ");
    Ok(VehicleRow { name, customer, vehicle: standing.masking().record(owner, vehicle.file)? })
}
