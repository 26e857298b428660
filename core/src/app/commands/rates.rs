//! The rates of the sales desk (features.md section 3). A number is the count of the rows it opens.

use rusqlite::Connection;

use crate::{
    app::{
        App,
        api::{
            error::{AppError, ErrorCode},
            rates::{AskRateRows, AskRates, CountedRow, CountedThing, PurchaseEnding, RatePage, RateReport, RateRow, RatesOf},
        },
        damage::Failed,
        rows::customer_row,
        store::Standing,
    },
    clock::Date,
    domain::formula::Whole,
    ids::{FileId, LineId},
    mirror::{self, Page, RateFilter, Scope, Whose},
    policy::{Action, FileKind},
    reports::rates,
};

/// Rows of one page.
const MOST_ROWS: u32 = 200;

impl App {
    /// The rates of some days.
    pub fn sales_rates(&self, request: AskRates) -> Result<RateReport, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        let filter = filter(&standing, &request)?;
        let target_month = request.upto.first_of_month().plus_months(1);
        let target = standing.store_file.rules.sales_target(target_month);
        store.read(|conn| {
            let rates = rates::rates(conn, &filter, target)?;
            let rows = rates.into_iter().filter_map(|(formula, rate)| {
                let (part, whole) = formula.parts()?;
                let whole = match whole {
                    Whole::Of(counted) => Some(counted),
                    Whole::NextTarget => None,
                };
                Some(RateRow { formula, rate, part, whole })
            });
            Ok::<_, Failed>(RateReport {
                rates: rows.collect(),
                own_only: standing.scope().is_ok_and(|scope| scope != Scope::All),
                target_month,
                target,
                can_set_target: standing.may(FileKind::Store, Action::Write, standing.relation(None)),
            })
        })
    }

    /// The rows behind one of their numbers, the newest first.
    pub fn rate_rows(&self, request: AskRateRows) -> Result<RatePage, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        let filter = filter(&standing, &request.asked)?;
        let page = Page { offset: request.offset, limit: request.limit.min(MOST_ROWS) };
        store.read(|conn| {
            let rows = mirror::counted_rows(conn, &request.counted, &filter, page)?;
            Ok::<_, Failed>(RatePage {
                total: mirror::count(conn, &request.counted, &filter)?,
                rows: rows.into_iter().filter_map(|row| shown(conn, &standing, row).transpose()).collect::<Result<_, _>>()?,
            })
        })
    }
}

/// Who holds only their own customers is counted alone: of the others half would be missing.
fn filter(standing: &Standing, asked: &AskRates) -> Result<RateFilter, AppError> {
    if !standing.may(FileKind::Reception, Action::Read, standing.relation(None)) {
        return Err(ErrorCode::NotAllowed.into());
    }
    let whose = match (standing.scope()?, asked.whose) {
        (Scope::Own(staff) | Scope::OwnAndPool(staff), _) => Whose::Staff(staff),
        (Scope::All, RatesOf::Everyone) => Whose::Everyone,
        (Scope::All, RatesOf::Staff { staff }) => Whose::Staff(staff),
        (Scope::All, RatesOf::Pool) => Whose::Pool,
    };
    Ok(RateFilter { from: asked.from, upto: asked.upto, whose, source: asked.source.clone(), event: asked.event })
}

/// None for a line that is gone.
fn shown(conn: &Connection, standing: &Standing, row: mirror::CountedRow) -> Result<Option<CountedRow>, Failed> {
    use mirror::CountedThing as Place;
    let mirror::CountedRow { thing, on, word } = row;
    let (key, thing, customer) = match thing {
        Place::Line { file, id } => return line(conn, standing, on, (file, id)),
        Place::Order { row, id } => {
            (id.to_string(), CountedThing::Order { order: id, number: word }, mirror::customer_of_row(conn, row)?)
        }
        Place::TestDrive { row, id } => (id.to_string(), CountedThing::TestDrive, mirror::customer_of_row(conn, row)?),
        Place::Customer { row } => {
            let customer = mirror::customer_of_row(conn, row)?;
            (customer.file.to_string(), CountedThing::Customer, customer)
        }
        Place::Purchase { row, id } => {
            let thing = CountedThing::Purchase { opportunity: id, ending: ending(&word) };
            (id.to_string(), thing, mirror::customer_of_opportunity(conn, row, id)?)
        }
        Place::Loss { row, id } => {
            let thing = CountedThing::Loss { opportunity: id, reason: word };
            (id.to_string(), thing, mirror::customer_of_opportunity(conn, row, id)?)
        }
    };
    let customer = customer_row(conn, standing, customer)?;
    Ok(Some(CountedRow { key, on, thing, consultant: customer.owner.clone(), customer: Some(customer) }))
}

fn line(conn: &Connection, standing: &Standing, on: Date, (file, id): (FileId, LineId)) -> Result<Option<CountedRow>, Failed> {
    let Some(found) = mirror::line(conn, file, id)? else { return Ok(None) };
    let customer = found.customer.map(|file| mirror::customer(conn, file)).transpose()?.flatten();
    let customer = customer.map(|customer| customer_row(conn, standing, customer)).transpose()?;
    let consultant = found.line.consultant().map(|staff| standing.name_of(staff));
    let thing = CountedThing::Line { has_file: found.line.customer.is_some(), came_by: found.line.came_by };
    Ok(Some(CountedRow { key: id.to_string(), on, thing, consultant, customer }))
}

fn ending(word: &str) -> PurchaseEnding {
    match word {
        "won" => PurchaseEnding::Won,
        "lost" => PurchaseEnding::Lost,
        _ => PurchaseEnding::Open,
    }
}
