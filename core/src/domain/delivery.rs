//! Delivery 交车 (features.md 1.7): what is checked, what may be missing, and the hand-over that closes it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    code::codes,
    customer::{CustomerField, CustomerFile, CustomerKind, PrivateField, PrivateFile},
    order::OrderCar,
    order_car::CarField,
    signature::Signature,
};
use crate::{
    clock::{Date, Instant},
    ids::{FileId, StaffId},
};

codes! {
    /// What the store's list of checks holds by default (D7). A store's own items have words of their own.
    CheckItem {
        /// 随车文件
        Documents = "documents",
        /// 随车工具
        Tools = "tools",
        /// 钥匙
        Keys = "keys",
        /// 外观
        Exterior = "exterior",
        /// 功能讲解
        Functions = "functions",
        /// 首保说明
        FirstService = "first_service",
        /// 质保说明
        Warranty = "warranty",
    }
}

/// A line of the store's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CheckTemplate {
    /// Its word.
    pub item: CheckItem,
    /// How the store calls it; empty for the words of the house.
    pub name: String,
    /// Whether it is asked for.
    pub asked: bool,
}

/// The list as it is before a store changes it.
#[must_use]
pub fn default_checks() -> Vec<CheckTemplate> {
    CheckItem::ALL.iter().map(|item| CheckTemplate { item: item.clone(), name: String::new(), asked: true }).collect()
}

/// One check of one car.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Check {
    /// Whether it is in order.
    pub ok: bool,
    /// What was found.
    pub note: String,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: StaffId,
}

/// The customer's signature under the delivery.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DeliverySigned {
    /// What was drawn.
    pub strokes: Signature,
    /// When.
    pub at: Instant,
    /// Who held the device.
    pub by: StaffId,
}

/// That somebody looked the customer's file through (D2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Verified {
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: StaffId,
}

/// The hand-over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HandOver {
    /// When it was written.
    pub at: Instant,
    /// By whom.
    pub by: StaffId,
    /// Its date.
    pub on: Date,
    /// What was missing, each with the reason why the car went all the same.
    #[ts(as = "BTreeMap<String, String>")]
    pub gaps: BTreeMap<String, String>,
}

/// How a car's delivery goes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Delivery {
    /// Checks by item.
    #[ts(as = "BTreeMap<String, Check>")]
    pub checks: BTreeMap<CheckItem, Check>,
    /// The customer's file was looked through.
    pub verified: Option<Verified>,
    /// The customer signed.
    pub signature: Option<DeliverySigned>,
    /// The car went.
    pub handed_over: Option<HandOver>,
    /// The store's list as it was when the delivery began; none before.
    pub list: Option<Vec<CheckTemplate>>,
}

impl Delivery {
    /// The list it goes by: its own once it began, before that the store's of today.
    #[must_use]
    pub fn checks_of<'a>(&'a self, store: &'a [CheckTemplate]) -> &'a [CheckTemplate] {
        self.list.as_deref().unwrap_or(store)
    }
}

/// Something that a hand-over asks for and that is not there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gap {
    /// A check that was not made, or that is not in order.
    Check(CheckItem),
    /// A fact of the car.
    Car(CarField),
    /// A fact of the customer.
    Customer(CustomerField),
    /// Any phone of the customer.
    Phone,
    /// A fact of the customer's private part.
    Private(PrivateField),
    /// The customer's file was not looked through.
    Verification,
    /// The customer did not sign.
    Signature,
    /// Money is still to come.
    Payment,
}

impl Gap {
    /// Its word: `check.tools`, `car.plate`.
    #[must_use]
    pub fn word(&self) -> String {
        match self {
            Self::Check(item) => format!("check.{item}"),
            Self::Car(field) => format!("car.{field}"),
            Self::Customer(field) => format!("customer.{field}"),
            Self::Phone => "customer.phone".to_owned(),
            Self::Private(field) => format!("private.{field}"),
            Self::Verification => "verification".to_owned(),
            Self::Signature => "signature".to_owned(),
            Self::Payment => "payment".to_owned(),
        }
    }

    /// Whether the customer's file lacks it (D2).
    #[must_use]
    pub fn is_of_customer(&self) -> bool {
        matches!(self, Self::Customer(_) | Self::Phone | Self::Private(_))
    }
}

/// What the customer's file must hold when the car goes (domain.md section 4, the stages up to delivery).
const CUSTOMER_FACTS: [CustomerField; 4] =
    [CustomerField::Name, CustomerField::Kind, CustomerField::Source, CustomerField::Postcode];
const PRIVATE_FACTS: [PrivateField; 2] = [PrivateField::IdentityCard, PrivateField::HomeAddress];
/// What the vehicle file must hold (D4, D5, S5); the VIN is no gap, without it there is no car, and a first service that
/// nobody names is due by the store's rule (D6).
const CAR_FACTS: [CarField; 12] = [
    CarField::Model,
    CarField::Colour,
    CarField::EngineNo,
    CarField::Plate,
    CarField::Permit,
    CarField::PermitOn,
    CarField::LicensedOn,
    CarField::ProducedOn,
    CarField::PdiOn,
    CarField::Insurer,
    CarField::PolicyNo,
    CarField::InsuredUntil,
];
/// What the buyer shows who drives the car away (O5); a company has no licence.
const LICENCE: PrivateField = PrivateField::DrivingLicence;

/// What is still missing before the car may go. `private` is what the person may read of the private part; without the
/// right to it nothing of it is asked of them. `checks` is the store's list of today, `open_fen` the money still to come.
#[must_use]
pub fn gaps(
    file: &CustomerFile,
    private: Option<&PrivateFile>,
    car: &OrderCar,
    checks: &[CheckTemplate],
    open_fen: i64,
) -> Vec<Gap> {
    let checks = car.delivery.checks_of(checks);
    let is_ok = |item: &CheckItem| car.delivery.checks.get(item).is_some_and(|check| check.ok);
    let mut gaps: Vec<Gap> =
        checks.iter().filter(|check| check.asked && !is_ok(&check.item)).map(|check| Gap::Check(check.item.clone())).collect();
    gaps.extend(CAR_FACTS.into_iter().filter(|field| car.field(field).is_none()).map(Gap::Car));
    gaps.extend(customer_gaps(file, private));
    let others = [
        (car.delivery.verified.is_none(), Gap::Verification),
        (car.delivery.signature.is_none(), Gap::Signature),
        (open_fen > 0, Gap::Payment),
    ];
    gaps.extend(others.into_iter().filter_map(|(is_missing, gap)| is_missing.then_some(gap)));
    gaps
}

/// What the customer's file lacks (D2).
#[must_use]
pub fn customer_gaps(file: &CustomerFile, private: Option<&PrivateFile>) -> Vec<Gap> {
    let mut gaps: Vec<Gap> = CUSTOMER_FACTS.into_iter().filter(|field| file.field(field).is_none()).map(Gap::Customer).collect();
    if file.phones.is_empty() {
        gaps.push(Gap::Phone);
    }
    if let Some(private) = private {
        let is_missing = |field: &PrivateField| private.fields.get(field).is_none_or(String::is_empty);
        let is_person = !matches!(file.kind(), Some(CustomerKind::Company | CustomerKind::Batch));
        let facts = PRIVATE_FACTS.into_iter().chain(is_person.then_some(LICENCE));
        gaps.extend(facts.filter(is_missing).map(Gap::Private));
    }
    gaps
}

impl PrivateFile {
    /// A private part in which nothing stands yet.
    #[must_use]
    pub const fn empty(customer: FileId) -> Self {
        Self { id: customer, about: Some(customer), fields: BTreeMap::new(), clashes: Vec::new() }
    }
}
