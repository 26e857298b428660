//! What is done with orders: opened, filled in, paid, allotted, delivered, exported.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    common::{CustomerRow, Saved, StaffName},
    orders::ClaimedBy,
    privacy::UnmaskReason,
};
use crate::{
    clock::{Date, Instant},
    domain::{
        customer::{PrivateField, Sex, Source},
        delivery::CheckItem,
        order::{MoneyWay, OrderField, OrderLineKind, OrderState, PaymentKind, PersonRole},
        order_car::CarField,
        vin::VinDoubt,
    },
    ids::{CatalogueId, ContactId, DraftId, FileId, OpportunityId, OrderCarId, OrderId, OrderLineId, PaymentId, QuotationId},
};

/// Opens an order for a purchase of a customer.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct OpenOrder {
    /// The customer file.
    pub file: FileId,
    /// The purchase; none opens one.
    pub opportunity: Option<OpportunityId>,
    /// The accepted quotation it comes from: its car, price, loan, insurance and trade-in are copied.
    pub quotation: Option<QuotationId>,
    /// Its first car, by the catalogue; none takes the quotation's.
    pub catalogue: Option<CatalogueId>,
    /// Makes a second call with the same value answer like the first instead of opening a second order.
    #[serde(default)]
    pub request: Option<DraftId>,
}

/// 直接购车: a customer without history gets file, purchase and order in one go (O2).
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BuyDirectly {
    /// Name.
    pub name: String,
    /// Numbers as typed.
    pub phones: Vec<String>,
    /// 先生/女士
    pub sex: Option<Sex>,
    /// How they came.
    #[ts(as = "Option<String>")]
    pub source: Option<Source>,
    /// Identity number, home address: kept in the private part.
    pub private: Vec<PrivateValue>,
    /// The car, by the catalogue.
    pub catalogue: Option<CatalogueId>,
    /// What else is known of the car.
    pub car: Vec<CarValue>,
    /// What is known of the order.
    pub fields: Vec<OrderValue>,
    /// Makes a second call with the same value answer like the first instead of opening a second file and order.
    #[serde(default)]
    pub request: Option<DraftId>,
}

/// A field of the private part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PrivateValue {
    /// Which.
    pub field: PrivateField,
    /// The text.
    pub value: String,
}

/// A field of a car.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CarValue {
    /// Which.
    pub field: CarField,
    /// The text.
    pub value: String,
}

/// A field of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OrderValue {
    /// Which.
    pub field: OrderField,
    /// The text.
    pub value: String,
}

/// An order was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OrderSaved {
    /// Which.
    pub order: OrderId,
    /// Its number.
    pub number: String,
    /// What was changed.
    pub saved: Saved,
}

/// Changes an order; all changes are kept together or none.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ChangeOrder {
    /// The customer file.
    pub file: FileId,
    /// Which.
    pub order: OrderId,
    /// What.
    pub changes: Vec<OrderChange>,
}

/// One change of an order as the interface says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum OrderChange {
    /// Writes a field; empty clears it. Amounts as said.
    Field {
        /// Which.
        field: OrderField,
        /// The text.
        value: String,
    },
    /// Writes a line of the price.
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
    RemoveLine {
        /// Which.
        id: OrderLineId,
    },
    /// Says what a contact is to it; none nothing any more.
    Person {
        /// Which contact of the customer.
        contact: ContactId,
        /// What they are.
        role: Option<PersonRole>,
    },
    /// Adds a car.
    AddCar {
        /// By the catalogue.
        catalogue: Option<CatalogueId>,
        /// What else is known of it.
        fields: Vec<CarValue>,
    },
    /// Says which car it is by the catalogue.
    CarModel {
        /// Which car.
        car: OrderCarId,
        /// The catalogue's entry.
        catalogue: CatalogueId,
    },
    /// Writes a field of a car; empty clears it.
    Car {
        /// Which car.
        car: OrderCarId,
        /// Which field.
        field: CarField,
        /// The text.
        value: String,
    },
    /// Takes a car away.
    RemoveCar {
        /// Which.
        car: OrderCarId,
    },
}

/// Does something with an order.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ActOnOrder {
    /// The customer file.
    pub file: FileId,
    /// Which.
    pub order: OrderId,
    /// What.
    pub act: OrderDoing,
}

/// What is done with an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum OrderDoing {
    /// 签订
    Sign {
        /// The date it bears.
        on: Date,
    },
    /// 开票
    Invoice {
        /// Its number.
        number: String,
        /// The date it bears.
        on: Date,
    },
    /// 退订
    Cancel {
        /// Why.
        reason: String,
        /// What the store keeps of what was paid, as said.
        withheld: String,
    },
    /// Takes a draft away.
    Remove {},
}

/// Writes a payment down.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PayOrder {
    /// The customer file.
    pub file: FileId,
    /// Which order.
    pub order: OrderId,
    /// What it is.
    pub kind: PaymentKind,
    /// How.
    pub way: MoneyWay,
    /// As said.
    pub amount: String,
    /// The date it bears.
    pub on: Date,
    /// 收据号
    pub receipt: String,
}

/// Takes a payment out of use.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RemovePayment {
    /// The customer file.
    pub file: FileId,
    /// Which.
    pub payment: PaymentId,
    /// Why; it stands on the customer's timeline.
    pub reason: String,
}

/// Asks about a VIN as it is typed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CheckVin {
    /// As typed.
    pub vin: String,
    /// The car it is for.
    pub car: Option<OrderCarId>,
}

/// What is known of a VIN.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct VinCheck {
    /// What is doubtful.
    pub doubts: Vec<VinDoubt>,
    /// Whether it can be allotted.
    pub names_a_car: bool,
    /// The model year it tells.
    pub model_year: Option<i32>,
    /// Orders that have it.
    pub claimed_by: Vec<ClaimedBy>,
}

/// Gives a car of an order its VIN.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AllotCar {
    /// The customer file.
    pub file: FileId,
    /// Which car.
    pub car: OrderCarId,
    /// As typed; empty lets it go.
    pub vin: String,
}

/// A VIN that several orders claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ClaimPair {
    /// The VIN.
    pub vin: String,
    /// Its claims, the earliest first.
    pub claims: Vec<ClaimShown>,
    /// Whether this person may settle it.
    pub can_settle: bool,
}

/// One of several claims.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ClaimShown {
    /// The order.
    pub order: OrderId,
    /// The car.
    pub car: OrderCarId,
    /// The order's number.
    pub number: String,
    /// Where the order stands.
    pub state: OrderState,
    /// What the car is.
    pub model: String,
    /// Who claimed it.
    pub by: Option<StaffName>,
    /// When.
    pub at: Option<Instant>,
    /// When the car was handed over.
    pub handed_on: Option<Date>,
    /// Whether the car was handed over although the VIN was given to another order: it waits for its right one.
    pub is_lost: bool,
    /// Whether giving it the VIN changes anything.
    pub can_get: bool,
    /// Whose order it is.
    pub customer: CustomerRow,
}

/// A manager gives a VIN to one of several orders; the cars of the others are without.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SettleClaim {
    /// The customer file of the order that keeps it.
    pub file: FileId,
    /// The car that keeps it.
    pub car: OrderCarId,
    /// Why.
    pub reason: String,
}

/// A step of a delivery.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Deliver {
    /// The customer file.
    pub file: FileId,
    /// Which car.
    pub car: OrderCarId,
    /// What.
    pub step: DeliveryStep,
}

/// What is done for a delivery.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum DeliveryStep {
    /// Writes a check down.
    Check {
        /// Which.
        item: CheckItem,
        /// Whether it is in order.
        ok: bool,
        /// What was found.
        note: String,
    },
    /// The customer's file was looked through.
    Verify {},
    /// The customer signed.
    Sign {
        /// Strokes as `[[x,y,x,y]]`, whole numbers from 0 to 4096.
        strokes: String,
    },
    /// 交车
    HandOver {
        /// The date it bears.
        on: Date,
        /// For each gap why the car goes all the same.
        reasons: BTreeMap<String, String>,
    },
}

/// Asks for an order as a file for the maker's system (O6).
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct ExportOrder {
    /// The customer file.
    pub file: FileId,
    /// Which.
    pub order: OrderId,
    /// In which form.
    pub form: ExportForm,
    /// Why the phone is asked for in full, where the person's role sees it masked; it is recorded as every showing is.
    #[serde(default)]
    pub reason: Option<UnmaskReason>,
}

/// Form of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ExportForm {
    /// A table.
    Csv,
    /// For programs.
    Json,
}

/// A file to be saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportedFile {
    /// A name for it.
    pub file_name: String,
    /// What stands in it.
    pub content: String,
}
