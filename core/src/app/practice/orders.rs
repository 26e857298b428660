//! What the practice customers ordered and drove away, made by the same verbs as real work.

use std::collections::BTreeMap;

use super::{people::Draw, sales::printed};
use crate::{
    clock::Date,
    domain::{
        customer::{CustomerFile, EntryKind},
        delivery::{CheckItem, Gap},
        edit::{CustomerEdit, Edit, OrderEdit},
        opportunity::{Grade, Stage},
        order::{MoneyWay, Order, OrderCar, OrderField, PaymentKind},
        order_car::CarField,
        rules::Rules,
        vin::Vin,
    },
    ops::{
        Author, delivery,
        order::{self, Change, Paying},
    },
    printing::Template,
};

const CARS: &[(&str, &str, &str)] = &[
    ("A4L", "A4L 40 TFSI 时尚动感型", "31.6万"),
    ("A6L", "A6L 45 TFSI 臻选动感型", "46.9万"),
    ("Q3", "Q3 40 TFSI 时尚动感型", "29.8万"),
    ("Q5L", "Q5L 40 TFSI 时尚动感型", "38.5万"),
];
const COLOURS: &[&str] = &["珍珠白", "传奇黑", "天云灰", "探索蓝"];

/// How far an order has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Far {
    /// Signed, some of it paid, perhaps allotted.
    Ordered,
    /// The car went.
    Delivered,
}

/// The edits of an order for the only purchase of `file`, which stands where the story put it already.
pub(super) fn ordered(author: &Author, file: &CustomerFile, nth: u32, far: Far, draw: &mut Draw) -> Vec<Edit> {
    story(author, file, nth, far, draw).unwrap_or_default()
}

fn story(author: &Author, file: &CustomerFile, nth: u32, far: Far, draw: &mut Draw) -> Option<Vec<Edit>> {
    let mut file = file.clone();
    let purchase = file.opportunities.first_mut()?;
    (purchase.stage, purchase.grade) = match far {
        Far::Ordered => (Stage::Closing, Grade::O),
        Far::Delivered => (Stage::AfterDelivery, Grade::D),
    };
    let (id, mut edits) = order::open(author, Some(purchase.id), format!("D01-{nth:04}"), None);
    let (series, model, price) = CARS[draw.index(CARS.len())];
    let today = author.world.today();
    let facts = [
        (CarField::Brand, "奥迪".to_owned()),
        (CarField::Series, series.to_owned()),
        (CarField::Model, model.to_owned()),
        (CarField::PriceFen, price.to_owned()),
        (CarField::Colour, COLOURS[draw.index(COLOURS.len())].to_owned()),
        (CarField::EngineNo, format!("EA888{nth:05}")),
        (CarField::Plate, format!("辽B{:05}", 10_000 + nth * 37 % 90_000)),
        (CarField::ProducedOn, today.plus_days(-60).to_string()),
        (CarField::PdiOn, today.plus_days(-1).to_string()),
        (CarField::LicensedOn, today.to_string()),
        (CarField::PermitOn, today.to_string()),
        (CarField::Insurer, "人保财险".to_owned()),
        (CarField::InsuredUntil, today.plus_days(365).to_string()),
        (CarField::Permit, format!("2102{nth:08}")),
        (CarField::PolicyNo, format!("PDAA2026{nth:06}")),
        (CarField::MileageKm, "18".to_owned()),
        (CarField::DeliverOn, today.plus_days(7).to_string()),
    ];
    edits.push(order::add_car(author, id, &facts).ok()?);
    take(&mut file, &edits);
    let agreed = [
        (OrderField::PaymentPlan, "loan".to_owned()),
        (OrderField::LoanFen, "10万".to_owned()),
        (OrderField::LoanMonths, "36".to_owned()),
        (OrderField::LoanRate, "3.99".to_owned()),
        (OrderField::LoanFrom, "大众金融".to_owned()),
        (OrderField::DepositFen, "2万".to_owned()),
        (OrderField::PromisedOn, today.plus_days(7).to_string()),
    ];
    for (field, text) in agreed {
        edits.extend(order::change(author, &file, id, &Change::Field(field, text)).ok()?);
    }
    let mut step = |file: &mut CustomerFile, more: Vec<Edit>| {
        take(file, &more);
        edits.extend(more);
    };
    let more = order::sign(author, &file, id, today).ok()?;
    step(&mut file, more);
    let pay = |kind, amount: &str, on: Date| Paying {
        kind,
        way: MoneyWay::Transfer,
        amount: amount.to_owned(),
        on,
        receipt: format!("SJ{nth:06}"),
    };
    let more = order::pay(author, &file, id, &pay(PaymentKind::Deposit, "2万", today)).ok()?;
    step(&mut file, more);
    step(&mut file, vec![printed(author, Template::Order, &format!("D01-{nth:04}"), &id.to_string())]);
    let car = file.order_cars.first()?.id;
    if far == Far::Delivered || draw.below(2) == 0 {
        let more = order::allot(author, &file, car, &vin(nth)).ok()?;
        step(&mut file, more);
    }
    if far == Far::Delivered {
        let rest = file.dossiers().next()?.money().open.get();
        let more = order::pay(author, &file, id, &pay(PaymentKind::Loan, &(rest / 100).to_string(), today)).ok()?;
        step(&mut file, more);
        for item in CheckItem::ALL {
            let more = vec![delivery::check(author, &file, car, item, (true, "")).ok()?];
            step(&mut file, more);
        }
        let more = vec![delivery::verify(author, &file, car).ok()?];
        step(&mut file, more);
        let gaps = [Gap::Signature];
        let reasons = BTreeMap::from([(Gap::Signature.word(), "客户由家人代办".to_owned())]);
        let more = delivery::hand_over(author, &file, car, today, (&gaps, &reasons), &Rules::default()).ok()?;
        step(&mut file, more);
    }
    // Where the purchase stands, the story has told already.
    edits.retain(|edit| match edit {
        Edit::Customer(CustomerEdit::SetOpportunity(..)) => false,
        Edit::Customer(CustomerEdit::AddEntry(line)) => !matches!(line.kind, EntryKind::StageMoved | EntryKind::Graded),
        _ => true,
    });
    Some(edits)
}

/// What the verbs that follow must know of what was written before.
fn take(file: &mut CustomerFile, edits: &[Edit]) {
    for edit in edits {
        let Edit::Customer(CustomerEdit::Order(edit)) = edit else { continue };
        let of = |file: &'_ mut CustomerFile| -> Option<usize> { (!file.orders.is_empty()).then_some(0) };
        match edit {
            OrderEdit::Add(order) => file.orders.push(Order::clone(order)),
            OrderEdit::AddCar(car) => file.order_cars.push(OrderCar::clone(car)),
            OrderEdit::AddPayment(payment) => file.payments.push(payment.clone()),
            OrderEdit::Sign(_, done) => {
                if let Some(place) = of(file) {
                    file.orders[place].signed = Some(done.clone());
                }
            }
            OrderEdit::Claim(_, claim) => {
                if let Some(car) = file.order_cars.first_mut() {
                    car.claim.clone_from(claim);
                }
            }
            _ => {}
        }
    }
}

/// A number with its right check digit.
fn vin(nth: u32) -> String {
    let with = |check: char| format!("LFV3A24G{check}T3{nth:06}");
    "0123456789X".chars().map(with).find(|vin| Vin::read(vin).doubts().is_empty()).unwrap_or_else(|| with('0'))
}
