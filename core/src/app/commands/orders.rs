//! Orders: the list, one order's page, opening and filling in.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::buying::{Opening, nothing_yet};
use crate::{
    app::{
        App, answers,
        api::{
            common::{Saved, Warning},
            error::{AppError, ErrorCode},
            order_acts::{CarValue, ChangeOrder, OpenOrder, OrderChange, OrderSaved},
            orders::{ListOrders, OneOrder, OrderList, OrderPage},
        },
        damage::Failed,
        group,
        masking::check_not_masked,
        opening::names,
        order_page::{self, Beside, order_row, plate_doubt},
        relation::{owner_of, relation_of},
        rows::customer_row,
        store::{OpenStore, Standing},
        writing::{Target, Writing},
    },
    domain::{
        customer::{CustomerFile, PrivateFile},
        edit::{CustomerEdit, Edit},
        joined,
        order::OrderField,
        order_car::CarField,
        quotation::Quotation,
        store::{CatalogueLevel, StoreFile},
    },
    ids::{CatalogueId, FileId, OpportunityId, OrderId, QuotationId, StaffId},
    mirror,
    ops::{
        Author,
        opportunity::add_opportunity,
        order::{self, Change},
        quotation,
    },
    policy::{Action, Decision, FileKind},
    vault::{self, meta},
};

/// Rows of one page of the list.
const MOST_ROWS: u32 = 200;
/// Changes of one request.
const MOST_CHANGES: usize = 200;

impl App {
    /// A page of the orders that this person may see.
    pub fn orders(&self, request: ListOrders) -> Result<OrderList, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        let scope = standing.scope()?;
        let filter = mirror::OrderFilter {
            search: request.search,
            states: request.states,
            owners: request.owners,
            from: request.from,
            upto: request.upto,
            contested: request.contested,
            customer: request.customer.map(|file| standing.ledger.now().joined(file)),
        };
        let page = mirror::Page { offset: request.offset, limit: request.limit.min(MOST_ROWS) };
        store.read(|conn| -> Result<_, Failed> {
            let found = mirror::orders(conn, scope, &filter, page)?;
            let rows = found.rows.into_iter().map(|row| order_row(conn, &standing, row)).collect::<Result<_, _>>()?;
            Ok(OrderList { total: found.total, rows })
        })
    }

    /// Everything the page of an order shows.
    pub fn order(&self, request: OneOrder) -> Result<OrderPage, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        let author = store.author()?;
        let (file, owner, can_edit) = readable(&store, &standing, request.file)?;
        let private = self.private_part(&store, &standing, file.id, owner)?;
        let dossier = order::dossier(&file, request.order)?;
        // Where nothing private was written yet, all of it is missing for those who may write it.
        let may_private = standing.may(FileKind::CustomerPrivate, Action::Read, standing.relation(owner));
        let private = private.or_else(|| may_private.then(|| PrivateFile::empty(file.id)));
        let beside =
            Beside { store: &store, standing: &standing, author: &author, owner, file: &file, private: private.as_ref() };
        let cars = dossier.cars.iter().map(|car| beside.car(&dossier, car)).collect::<Result<_, _>>()?;
        let row = store.read(|conn| -> Result<_, Failed> {
            let row = mirror::customer(conn, file.id)?;
            row.map(|row| customer_row(conn, &standing, row)).transpose()
        })?;
        let masking = standing.masking();
        let payments = dossier.payments.iter().map(|payment| (*payment).clone()).collect();
        Ok(OrderPage {
            customer: row.ok_or(ErrorCode::NotFound)?,
            state: dossier.state(),
            money: dossier.money(),
            cars,
            people: masking.customer(owner, file.clone())?.part(|file| order_page::people(file, dossier.order)),
            acts: order_page::acts(&author, &file, request.order),
            cancelled_after_hand_over: dossier.is_cancelled_after_hand_over(),
            names: standing.names_of(mentioned(&dossier)),
            can_edit,
            can_export: standing.may_export(),
            can_settle: Decision::ClaimSettled.counts_from(&standing.roles),
            payments: masking.record(owner, payments)?,
            order: masking.record(owner, dossier.order.clone())?,
        })
    }

    /// Opens an order for a purchase of a customer, a new purchase if none is named.
    pub fn open_order(&self, request: OpenOrder) -> Result<OrderSaved, AppError> {
        let store = self.opened()?;
        if let Some(answer) = answers::earlier(&store, request.request)? {
            return Ok(answer);
        }
        let author = store.author()?;
        let standing = store.standing();
        let mut writing = Writing::begin(&store);
        let held = request.opportunity.map_or_else(String::new, |id| id.to_string());
        let file = writing.customer_holding(request.file, &held)?;
        let quoted = match request.quotation {
            Some(id) => Some(accepted(&mut writing, request.file, id)?),
            None => None,
        };
        let mut edits = Vec::new();
        let opportunity = match request.opportunity {
            Some(id) => crate::ops::opportunity::known(&file, id)?.id,
            None => new_purchase(&author, &mut edits)?,
        };
        let (number, counter) = next_number(&store, &standing)?;
        let from = quoted.as_ref().map(|(_, quotation)| quotation);
        let (order, opened) = order::open(&author, Some(opportunity), number.clone(), from);
        edits.extend(opened);
        let named = quoted.as_ref().and_then(|(holder, from)| quotation::catalogue_of(&standing.store_file, holder, from));
        let catalogue = request.catalogue.or(named);
        let mut car = catalogue.map_or(Ok(Vec::new()), |id| catalogue_fields(&standing.store_file, id))?;
        if let Some(from) = from {
            car = order::quoted_car(from, car);
        }
        if !car.is_empty() {
            edits.push(order::add_car(&author, order, &car)?);
        }
        writing.stage(Target::customer(file.id), &edits)?;
        let opened = Opening { command: "open_order", request: request.request, counter };
        self.opened_order(&store, writing, opened, OrderSaved { order, number, saved: nothing_yet(request.file) })
    }

    /// Fills an order in; all changes are kept together or none.
    pub fn change_order(&self, request: ChangeOrder) -> Result<Saved, AppError> {
        let store = self.opened()?;
        let author = store.author()?;
        let standing = store.standing();
        check_not_masked(request.changes.iter().filter_map(written))?;
        if request.changes.len() > MOST_CHANGES {
            return Err(ErrorCode::BadRequest.into());
        }
        let mut writing = Writing::begin(&store);
        let file = writing.customer_holding(request.file, &request.order.to_string())?;
        let (mut edits, mut warnings) = (Vec::new(), Vec::new());
        for change in &request.changes {
            for change in said(&standing.store_file, change)? {
                if let Change::Car(_, CarField::Plate, plate) = &change
                    && let Some(code) = Some(plate.trim()).filter(|plate| !plate.is_empty()).and_then(plate_doubt)
                {
                    warnings.push(Warning { field: CarField::Plate.to_string(), code });
                }
                edits.extend(order::change(&author, &file, request.order, &change).map_err(|refused| at(refused, &change))?);
            }
        }
        writing.stage(Target::customer(file.id), &edits)?;
        let mut saved = writing.commit("change_order", |_, _| Ok(()))?.saved(request.file);
        saved.warnings = warnings;
        self.changed(&store, &saved.touched);
        Ok(saved)
    }
}

/// A refusal told to concern the field that was written.
fn at(refused: order::OrderRefused, change: &Change) -> AppError {
    let error = AppError::from(refused);
    let field = match change {
        Change::Field(field, _) => field.to_string(),
        Change::Car(_, field, _) => field.to_string(),
        _ => return error,
    };
    AppError { field: error.field.is_some().then_some(field), ..error }
}

/// The customer whose order is asked for, with all its files, if this person may read it.
pub(super) fn readable(
    store: &OpenStore,
    standing: &Standing,
    file: FileId,
) -> Result<(CustomerFile, Option<StaffId>, bool), AppError> {
    let row = store.read(|conn| vault::file::get(conn, file))?;
    let row = row.filter(|row| row.kind == FileKind::Customer).ok_or(ErrorCode::NotFound)?;
    let owner = store.read(|conn| owner_of(conn, standing, &row))?;
    let relation = store.read(|conn| relation_of(conn, standing, &row))?;
    if !standing.may(FileKind::Customer, Action::Read, relation) {
        return Err(ErrorCode::NotFound.into());
    }
    let members = store.read(|conn: &Connection| group::members(conn, standing, file))?;
    let customer = joined::union(members).ok_or(ErrorCode::NotFound)?;
    Ok((customer, owner, standing.may(FileKind::Customer, Action::Write, relation)))
}

fn mentioned(dossier: &crate::domain::order::Dossier<'_>) -> BTreeSet<StaffId> {
    let order = dossier.order;
    let mut staff: BTreeSet<StaffId> = order.opened_by.into_iter().collect();
    staff.extend(order.signed.as_ref().map(|done| done.by));
    staff.extend(order.invoiced.as_ref().map(|invoice| invoice.done.by));
    staff.extend(order.cancelled.as_ref().map(|cancelled| cancelled.done.by));
    staff.extend(dossier.payments.iter().map(|payment| payment.by));
    for car in &dossier.cars {
        staff.extend(car.claim.as_ref().map(|claim| claim.by));
        staff.extend(car.returned.as_ref().map(|returned| returned.by));
        staff.extend(car.delivery.checks.values().map(|check| check.by));
        staff.extend(car.delivery.verified.as_ref().map(|verified| verified.by));
        staff.extend(car.delivery.handed_over.as_ref().map(|done| done.by));
    }
    staff
}

/// A quotation from which an order may be opened, with the file that holds it.
fn accepted(writing: &mut Writing<'_>, file: FileId, id: QuotationId) -> Result<(CustomerFile, Quotation), AppError> {
    let holder = writing.customer_holding(file, &id.to_string())?;
    let quotation = quotation::find(&holder, id)?.clone();
    if order::may_open_from(&holder, &quotation) { Ok((holder, quotation)) } else { Err(ErrorCode::QuotationState.into()) }
}

fn new_purchase(author: &Author, edits: &mut Vec<Edit>) -> Result<OpportunityId, AppError> {
    let opened = add_opportunity(author);
    let id = opened_purchase(&opened).ok_or(ErrorCode::Internal)?;
    edits.push(opened);
    Ok(id)
}

pub(super) const fn opened_purchase(edit: &Edit) -> Option<OpportunityId> {
    match edit {
        Edit::Customer(CustomerEdit::AddOpportunity(opportunity)) => Some(opportunity.id),
        _ => None,
    }
}

/// The next number of this device: its place among all that were let in, and a counter that goes on behind whatever was
/// given, so that a device restored from a backup repeats none.
pub(super) fn next_number(store: &OpenStore, standing: &Standing) -> Result<(String, i64), AppError> {
    let device = standing.ledger.now().number_of(store.device).ok_or(ErrorCode::NotAllowed)?;
    let prefix = format!("D{device:02}-");
    let given = store.read(|conn| -> Result<_, Failed> {
        let kept = meta::integer(conn, names::ORDERS)?.unwrap_or(0);
        Ok(kept.max(i64::from(mirror::highest_number(conn, &prefix)?)))
    })?;
    let counter = given.saturating_add(1);
    Ok((format!("{prefix}{counter:04}"), counter))
}

/// What the catalogue says of a car: its names from the brand down, the guide price where there is one.
pub(super) fn catalogue_fields(store: &StoreFile, id: CatalogueId) -> Result<Vec<(CarField, String)>, AppError> {
    let mut node = store.catalogue.iter().find(|node| node.id == id).ok_or(ErrorCode::NotFound)?;
    let mut fields = vec![(CarField::Catalogue, id.to_string())];
    if let Some(fen) = node.price_fen {
        fields.push((CarField::PriceFen, format!("{}.{:02}", fen / 100, fen % 100)));
    }
    // The catalogue has four levels; a ring in it must not hold the app.
    for _ in 0..CatalogueLevel::ALL.len() {
        let field = match node.level {
            CatalogueLevel::Brand => CarField::Brand,
            CatalogueLevel::Series | CatalogueLevel::Other(_) => CarField::Series,
            CatalogueLevel::Model => CarField::Model,
            CatalogueLevel::Configuration => CarField::Configuration,
        };
        fields.push((field, node.name.clone()));
        let Some(above) = node.parent.and_then(|parent| store.catalogue.iter().find(|node| node.id == parent)) else { break };
        node = above;
    }
    Ok(fields)
}

fn said(store: &StoreFile, change: &OrderChange) -> Result<Vec<Change>, AppError> {
    let values = |values: &[CarValue]| values.iter().map(|one| (one.field.clone(), one.value.clone())).collect::<Vec<_>>();
    Ok(match change {
        OrderChange::Field { field, value } => vec![Change::Field(field.clone(), value.clone())],
        OrderChange::Line { id, kind, name, amount } => {
            vec![Change::Line { id: *id, kind: kind.clone(), name: name.clone(), amount: amount.clone() }]
        }
        OrderChange::RemoveLine { id } => vec![Change::RemoveLine(*id)],
        OrderChange::Person { contact, role } => vec![Change::Person(*contact, role.clone())],
        OrderChange::AddCar { catalogue, fields } => {
            let mut car = catalogue.map_or(Ok(Vec::new()), |id| catalogue_fields(store, id))?;
            car.extend(values(fields));
            vec![Change::AddCar(car)]
        }
        OrderChange::CarModel { car, catalogue } => {
            let fields = catalogue_fields(store, *catalogue)?;
            let names = [CarField::Catalogue, CarField::Brand, CarField::Series, CarField::Model, CarField::Configuration];
            let named = |name: &CarField| fields.iter().find(|(field, _)| field == name).map(|(_, text)| text.clone());
            // A name that the new entry lacks must not stay from the old one.
            names.iter().map(|name| Change::Car(*car, name.clone(), named(name).unwrap_or_default())).collect()
        }
        OrderChange::Car { car, field, value } => vec![Change::Car(*car, field.clone(), value.clone())],
        OrderChange::RemoveCar { car } => vec![Change::RemoveCar(*car)],
    })
}

/// A text that takes the place of another, and its field.
fn written(change: &OrderChange) -> Option<(&str, &str)> {
    match change {
        OrderChange::Field { field, value } if *field != OrderField::PaymentPlan => Some((field.as_str(), value)),
        OrderChange::Car { field, value, .. } => Some((field.as_str(), value)),
        OrderChange::Line { name, .. } => Some(("name", name)),
        _ => None,
    }
}

/// An order that a request names, in the file in which it stands.
pub(super) fn holding(writing: &mut Writing<'_>, file: FileId, order: OrderId) -> Result<CustomerFile, AppError> {
    writing.customer_holding(file, &order.to_string())
}
