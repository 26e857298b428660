//! Fills an order in: its fields, its price, its cars, who has a part in it.

use std::collections::BTreeMap;

use super::{OrderRefused, car, edit, open_dossier};
use crate::{
    clock::Date,
    domain::{
        customer::CustomerFile,
        delivery::Delivery,
        edit::{Edit, OrderEdit},
        loan::{rate_text, read_rate},
        money::Fen,
        opportunity::Stage,
        order::{OrderCar, OrderField, OrderLine, OrderLineKind, OrderState, PersonRole},
        order_car::CarField,
    },
    ids::{ContactId, OrderCarId, OrderId, OrderLineId},
    ops::{
        Author,
        opportunity::move_stage,
        text::{LINE, PARAGRAPH, clean},
    },
};

/// One change of an order.
#[derive(Debug, Clone)]
pub enum Change {
    /// Writes a field; empty clears it. Amounts as said.
    Field(OrderField, String),
    /// Writes a line of the price, a new one if there is none of this id.
    Line {
        /// Which; none for a new one.
        id: Option<OrderLineId>,
        /// What for.
        kind: OrderLineKind,
        /// In words.
        name: String,
        /// As said.
        amount: String,
    },
    /// Takes a line of the price away.
    RemoveLine(OrderLineId),
    /// Says what a contact is to it.
    Person(ContactId, Option<PersonRole>),
    /// Adds a car.
    AddCar(Vec<(CarField, String)>),
    /// Writes a field of a car; empty clears it.
    Car(OrderCarId, CarField, String),
    /// Takes a car away.
    RemoveCar(OrderCarId),
}

/// Changes an order.
///
/// # Errors
/// See [`OrderRefused`]: the price stands once it is invoiced.
pub fn change(author: &Author, file: &CustomerFile, id: OrderId, change: &Change) -> Result<Vec<Edit>, OrderRefused> {
    if let Change::Car(car, field, text) = change {
        return set_car(author, file, *car, field, text);
    }
    let dossier = open_dossier(file, id)?;
    let touches_price = match change {
        Change::Field(..) | Change::Person(..) | Change::Car(..) => false,
        Change::Line { .. } | Change::RemoveLine(_) | Change::AddCar(_) | Change::RemoveCar(_) => true,
    };
    if touches_price && dossier.order.invoiced.is_some() {
        return Err(OrderRefused::AlreadyInvoiced);
    }
    Ok(match change {
        Change::Field(field, text) => vec![edit(OrderEdit::SetField(id, field.clone(), read_field(field, text)?))],
        Change::Line { id: line, kind, name, amount } => {
            let amount = said(amount)?.ok_or(OrderRefused::BadAmount)?;
            let line_id = line.unwrap_or_else(|| author.world.mint());
            let line = OrderLine { id: line_id, kind: kind.clone(), name: clean(name, LINE)?, amount };
            vec![edit(OrderEdit::SetLine(id, line))]
        }
        Change::RemoveLine(line) => vec![edit(OrderEdit::RemoveLine(id, *line))],
        Change::Person(contact, role) => vec![edit(OrderEdit::SetPerson(id, *contact, role.clone()))],
        Change::AddCar(fields) => vec![add_car(author, id, fields)?],
        Change::RemoveCar(gone) => {
            let (car, _) = car(file, *gone)?;
            if car.is_handed_over() {
                return Err(OrderRefused::Delivered);
            }
            vec![edit(OrderEdit::RemoveCar { id: car.id, at: author.now() })]
        }
        Change::Car(..) => Vec::new(),
    })
}

/// A car for an order that may not stand yet, as in a direct purchase.
///
/// # Errors
/// See [`OrderRefused`].
pub fn add_car(author: &Author, order: OrderId, fields: &[(CarField, String)]) -> Result<Edit, OrderRefused> {
    let mut written = BTreeMap::new();
    for (field, text) in fields {
        if let Some(text) = read_car_field(field, text)? {
            written.insert(field.clone(), text);
        }
    }
    let car = OrderCar {
        id: author.world.mint(),
        order,
        claim: None,
        returned: None,
        kept: None,
        fields: written,
        delivery: Delivery::default(),
    };
    Ok(edit(OrderEdit::AddCar(Box::new(car))))
}

/// Papers come after the car: plate, permit and insurance may be written when it is gone, what was sold may not.
fn set_car(
    author: &Author,
    file: &CustomerFile,
    id: OrderCarId,
    field: &CarField,
    text: &str,
) -> Result<Vec<Edit>, OrderRefused> {
    let (car, dossier) = car(file, id)?;
    let is_sold = matches!(
        field,
        CarField::Catalogue
            | CarField::Brand
            | CarField::Series
            | CarField::Model
            | CarField::Configuration
            | CarField::PriceFen
            | CarField::DeliverOn
    );
    match dossier.state() {
        OrderState::Cancelled => return Err(OrderRefused::Cancelled),
        _ if is_sold && car.is_handed_over() => return Err(OrderRefused::Delivered),
        _ if *field == CarField::PriceFen && dossier.order.invoiced.is_some() => return Err(OrderRefused::AlreadyInvoiced),
        _ => {}
    }
    let text = read_car_field(field, text)?;
    let plans_delivery = *field == CarField::DeliverOn && text.is_some() && dossier.order.signed.is_some();
    let mut edits = vec![edit(OrderEdit::SetCar(id, field.clone(), text))];
    if plans_delivery
        && let Some(purchase) = super::acts::purchase(file, &dossier)
        && super::acts::is_before(&purchase.stage, &Stage::Delivery)
    {
        edits.extend(move_stage(author, purchase, &Stage::Delivery));
    }
    Ok(edits)
}

fn read_field(field: &OrderField, text: &str) -> Result<Option<String>, OrderRefused> {
    let text = clean(text, if *field == OrderField::Remark { PARAGRAPH } else { LINE })?;
    if text.is_empty() {
        return Ok(None);
    }
    match field {
        OrderField::DepositFen | OrderField::LoanFen => Ok(said(&text)?.map(|fen| fen.get().to_string())),
        OrderField::PromisedOn => date(&text).map(Some),
        OrderField::LoanRate => read_rate(&text).map(|rate| Some(rate_text(rate))).ok_or(OrderRefused::BadAmount),
        OrderField::LoanMonths => match text.parse::<u16>() {
            Ok(1..=120) => Ok(Some(text)),
            Ok(_) | Err(_) => Err(OrderRefused::BadAmount),
        },
        _ => Ok(Some(text)),
    }
}

fn read_car_field(field: &CarField, text: &str) -> Result<Option<String>, OrderRefused> {
    let text = clean(text, LINE)?;
    if text.is_empty() {
        return Ok(None);
    }
    match field {
        CarField::PriceFen => Ok(said(&text)?.map(|fen| fen.get().to_string())),
        _ if field.is_date() => date(&text).map(Some),
        _ if field.is_km() => match text.parse::<u32>() {
            Ok(0..=2_000_000) => Ok(Some(text)),
            Ok(_) | Err(_) => Err(OrderRefused::BadKilometres),
        },
        _ => Ok(Some(text)),
    }
}

fn said(text: &str) -> Result<Option<Fen>, OrderRefused> {
    match text.trim() {
        "" => Ok(None),
        said => Fen::parse_exact(said).map(Some).map_err(|_| OrderRefused::BadAmount),
    }
}

fn date(text: &str) -> Result<String, OrderRefused> {
    text.parse::<Date>().map(|date| date.to_string()).map_err(|_| OrderRefused::BadDate)
}
