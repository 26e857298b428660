//! From an order as it stands to what the screens show: what may be done, what is missing, who else claims its cars.

use rusqlite::Connection;

use super::{
    api::{
        common::WarningCode,
        error::{AppError, ErrorCode},
        order_acts::CarValue,
        orders::{AllowedAct, CarView, ClaimedBy, Doubt, OrderAct, OrderRow, PersonView},
    },
    damage::Failed,
    rows::customer_row,
    store::{OpenStore, Standing},
};
use crate::{
    clock::Date,
    domain::{
        contact::Contact,
        customer::{CustomerFile, PrivateFile},
        delivery,
        identity::IdentityDoubt,
        order::{Dossier, MoneyWay, Order, OrderCar, PaymentKind},
        order_car::{CarField, date_doubts},
        plate::{Plate, PlateKind},
        rules::Rules,
        vin::{Vin, VinDoubt},
    },
    ids::{FileId, OrderCarId, OrderId, StaffId},
    mirror,
    ops::{
        Author, care,
        delivery::{DeliveryRefused, hand_over},
        order::{self, OrderRefused, Paying},
    },
    policy::{Action, FileKind},
    vault,
};

/// Orders as lists show them.
pub(super) fn order_row(conn: &Connection, standing: &Standing, row: mirror::OrderRow) -> Result<OrderRow, Failed> {
    Ok(OrderRow {
        order: row.id,
        number: row.number,
        opportunity: row.opportunity,
        state: row.state,
        opened_at: row.opened_at,
        signed_on: row.signed_on,
        promised_on: row.promised_on,
        deliver_on: row.deliver_on,
        delivered_on: row.delivered_on,
        total_fen: row.total.get(),
        open_fen: row.open.get(),
        refund_due_fen: row.refund_due.get(),
        models: row.models.into_iter().map(|name| standing.masking().words(row.customer.owner, name)).collect(),
        contested: row.is_contested,
        customer: customer_row(conn, standing, row.customer)?,
    })
}

/// What may be done with an order: each verb is asked, so that screens need no rule of their own.
pub(super) fn acts(author: &Author, file: &CustomerFile, id: OrderId) -> Vec<AllowedAct> {
    let today = author.world.today();
    let pay = |kind| {
        let paying = Paying { kind, way: MoneyWay::Card, amount: "1".to_owned(), on: today, receipt: String::new() };
        order::pay(author, file, id, &paying).err()
    };
    let refused: [(OrderAct, Option<OrderRefused>); 6] = [
        (OrderAct::Sign, order::sign(author, file, id, today).err()),
        (OrderAct::Pay, pay(PaymentKind::Balance)),
        (OrderAct::Refund, pay(PaymentKind::Refund)),
        (OrderAct::Invoice, order::invoice(author, file, id, "1", today).err()),
        (OrderAct::Cancel, order::cancel(author, file, id, "1", "").err()),
        (OrderAct::Remove, order::remove(author, file, id).err()),
    ];
    refused.into_iter().map(|(act, refused)| AllowedAct { act, refused: refused.map(ErrorCode::from) }).collect()
}

/// The people around the customer as the order shows them: who has a part in it stands first.
pub(super) fn people(file: &CustomerFile, order: &Order) -> Vec<PersonView> {
    let part = |contact: &Contact| order.people.iter().find(|one| one.contact == contact.id).map(|one| one.role.clone());
    let phones = |contact: &Contact| file.phones.iter().filter(|phone| phone.contact == Some(contact.id)).cloned().collect();
    let person = |contact: &Contact| PersonView { part: part(contact), phones: phones(contact), contact: contact.clone() };
    let mut people: Vec<PersonView> = file.contacts.iter().map(person).collect();
    people.sort_by_key(|person| (person.part.is_none(), person.contact.roles.is_empty()));
    people
}

/// What a car's view is made from.
pub(super) struct Beside<'a> {
    pub store: &'a OpenStore,
    pub standing: &'a Standing,
    pub author: &'a Author,
    pub owner: Option<StaffId>,
    pub file: &'a CustomerFile,
    pub private: Option<&'a PrivateFile>,
}

impl Beside<'_> {
    /// A car of an order as its page shows it.
    pub(super) fn car(&self, dossier: &Dossier<'_>, car: &OrderCar) -> Result<CarView, AppError> {
        let today = self.author.world.today();
        let checks = &self.standing.store_file.checks;
        let gaps = delivery::gaps(self.file, self.private, car, checks, dossier.money().open.get());
        let words: Vec<String> = gaps.iter().map(delivery::Gap::word).collect();
        let reasons = words.iter().map(|word| (word.clone(), "1".to_owned())).collect();
        let rules = &self.standing.store_file.rules;
        let refused = hand_over(self.author, self.file, car.id, today, (&gaps, &reasons), rules).err();
        let key = car.vin_key();
        let (rivals, vehicle) = match &key {
            Some(key) => (claimed_by(self.store, self.standing, key, Some(car.id))?, self.vehicle(key)?),
            None => (Vec::new(), None),
        };
        Ok(CarView {
            name: car.name(),
            is_lost: car.gone_without_vin().is_some(),
            vin: car.standing_claim().map(|claim| claim.vin.clone()),
            rivals,
            doubts: doubts(car, today),
            checks: car.delivery.checks_of(checks).to_vec(),
            gaps: words,
            by_rule: by_rule(car, today, rules),
            hand_over_refused: refused.map(|refused| match refused {
                DeliveryRefused::Order(refused) => refused.into(),
                DeliveryRefused::GapOpen(_) => ErrorCode::GapsOpen,
                DeliveryRefused::BadSignature(_) => ErrorCode::BadSignature,
            }),
            vehicle,
            car: self.standing.masking().record(self.owner, car.clone())?,
        })
    }

    fn vehicle(&self, vin_key: &str) -> Result<Option<FileId>, AppError> {
        let file = FileId::of_vehicle(&self.store.id, vin_key);
        let row = self.store.read(|conn| vault::file::get(conn, file))?;
        let may = row.is_some() && self.standing.may(FileKind::Vehicle, Action::Read, self.standing.relation(self.owner));
        Ok(may.then_some(file))
    }
}

/// What the house's rules write into a car when it goes.
fn by_rule(car: &OrderCar, today: Date, rules: &Rules) -> Vec<CarValue> {
    let written = if car.is_handed_over() { Vec::new() } else { care::by_rule(car, today, rules) };
    written.into_iter().map(|(field, value)| CarValue { field, value }).collect()
}

/// The orders that have a VIN, but for one car. Of a colleague's customer only the order's number and who claimed it.
pub(super) fn claimed_by(
    store: &OpenStore,
    standing: &Standing,
    vin_key: &str,
    but: Option<OrderCarId>,
) -> Result<Vec<ClaimedBy>, AppError> {
    let claims = store.read(|conn| mirror::claims_on(conn, vin_key))?;
    let others = claims.into_iter().filter(|claim| Some(claim.car) != but).map(|claim| ClaimedBy {
        number: claim.number,
        consultant: claim.by.or(claim.owner).map(|staff| standing.name_of(staff)),
        at: claim.at,
        order: Some(claim.order),
        file: Some(claim.file),
    });
    // Of orders that are not here the logs of the days tell.
    let words = store.read(|conn| mirror::words_on(conn, FileId::of_vehicle(&store.id, vin_key)))?;
    let elsewhere = words.into_iter().filter(|word| Some(word.car) != but).map(|word| ClaimedBy {
        number: word.number,
        consultant: Some(standing.name_of(word.by)),
        at: Some(word.at),
        order: None,
        file: None,
    });
    Ok(others.chain(elsewhere).collect())
}

/// What is doubtful about a car.
pub(super) fn doubts(car: &OrderCar, today: Date) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    if let Some(claim) = car.standing_claim() {
        doubts.extend(vin_doubts(&claim.vin).into_iter().map(|code| Doubt { field: "vin".to_owned(), code }));
    }
    if let Some(code) = car.field(&CarField::Plate).and_then(plate_doubt) {
        doubts.push(Doubt { field: CarField::Plate.to_string(), code });
    }
    let dates = date_doubts(car, today).into_iter();
    doubts.extend(dates.map(|(field, _)| Doubt { field: field.to_string(), code: WarningCode::DoubtfulDate }));
    doubts
}

/// What is doubtful about a VIN that can be allotted.
pub(super) fn vin_doubts(typed: &str) -> Vec<WarningCode> {
    let vin = Vin::read(typed);
    let codes = vin.doubts().iter().filter_map(|doubt| match doubt {
        VinDoubt::CheckDigit => Some(WarningCode::VinCheckDigit),
        VinDoubt::YearLetter => Some(WarningCode::VinYear),
        VinDoubt::Length | VinDoubt::Letter => None,
    });
    codes.collect()
}

/// What is doubtful about a plate.
pub(super) fn plate_doubt(typed: &str) -> Option<WarningCode> {
    let plate = Plate::read(typed);
    match plate.kind() {
        PlateKind::Doubtful => Some(WarningCode::DoubtfulPlate),
        _ => plate.is_unusual().then_some(WarningCode::UnusualPlate),
    }
}

/// What is doubtful about an identity number.
pub(super) const fn identity_code(doubt: IdentityDoubt) -> WarningCode {
    match doubt {
        IdentityDoubt::Length => WarningCode::IdentityLength,
        IdentityDoubt::Sign => WarningCode::IdentitySign,
        IdentityDoubt::Region => WarningCode::IdentityRegion,
        IdentityDoubt::Date => WarningCode::IdentityDate,
        IdentityDoubt::CheckSign => WarningCode::IdentityCheckSign,
    }
}
