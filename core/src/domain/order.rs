//! Orders 订单 (features.md 1.6): what was sold, for how much, and what was paid for it.
//!
//! Invariant: where an order stands is worked out from its registers and entries, never stored. So two devices that act
//! apart (one writes a payment, the other cancels) end in one state, and no money is forgotten.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use super::payment::{MoneyWay, Payment, PaymentKind};
use super::{
    code::codes,
    customer::CustomerFile,
    delivery::Delivery,
    money::Fen,
    opportunity::{Grade, Stage},
    order_car::{Claim, KeptClaim, ReturnedClaim},
};
use crate::{
    clock::{Date, Instant},
    ids::{ContactId, OpportunityId, OrderCarId, OrderId, OrderLineId, StaffId},
};

codes! {
    /// Where an order stands.
    OrderState {
        /// 草稿
        Draft = "draft",
        /// 已签订
        Signed = "signed",
        /// 已付定金
        DepositPaid = "deposit_paid",
        /// 已配车: every car has its VIN.
        Allotted = "allotted",
        /// 已开票
        Invoiced = "invoiced",
        /// 已交车: every car was handed over.
        Delivered = "delivered",
        /// 已退订
        Cancelled = "cancelled",
    }
}

codes! {
    /// 付款方式 of an order.
    PaymentPlan {
        /// 全款
        Full = "full",
        /// 按揭贷款
        Loan = "loan",
        /// 分期付款
        Instalments = "instalments",
        /// 融资租赁
        Lease = "lease",
    }
}

codes! {
    /// A single field of an order. All are registers of text.
    OrderField {
        /// 付款方式, a [`PaymentPlan`].
        PaymentPlan = "payment_plan",
        /// 约定定金 in fen.
        DepositFen = "deposit_fen",
        /// 贷款金额 in fen.
        LoanFen = "loan_fen",
        /// 贷款期数
        LoanMonths = "loan_months",
        /// 贷款年利率 in percent, `3.99`.
        LoanRate = "loan_rate",
        /// 贷款机构
        LoanFrom = "loan_from",
        /// 预计交车日期
        PromisedOn = "promised_on",
        /// 保险: company and kinds as agreed.
        Insurance = "insurance",
        /// 开票名称
        InvoiceName = "invoice_name",
        /// 备注
        Remark = "remark",
    }
}

codes! {
    /// What a price line is for. Cars have their prices themselves.
    OrderLineKind {
        /// 选装
        Option = "option",
        /// 精品
        Accessory = "accessory",
        /// 保险
        Insurance = "insurance",
        /// 购置税
        PurchaseTax = "purchase_tax",
        /// 上牌服务
        Registration = "registration",
        /// 金融服务
        Finance = "finance",
        /// 其他费用
        Fee = "fee",
        /// 优惠: taken off.
        Discount = "discount",
        /// 旧车置换: taken off.
        TradeIn = "trade_in",
    }
}

impl OrderLineKind {
    /// Whether the amount is taken off.
    #[must_use]
    pub fn is_taken_off(&self) -> bool {
        matches!(self, Self::Discount | Self::TradeIn)
    }
}

/// One line of the price.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OrderLine {
    /// Its place in the order.
    pub id: OrderLineId,
    /// What for.
    pub kind: OrderLineKind,
    /// In words.
    pub name: String,
    /// How much, never below zero.
    pub amount: Fen,
}

codes! {
    /// What somebody is to an order.
    PersonRole {
        /// 共同买方
        CoBuyer = "co_buyer",
        /// 上牌所有人
        RegisteredOwner = "registered_owner",
        /// 付款人
        Payer = "payer",
        /// 常用驾驶人
        UsualDriver = "usual_driver",
        /// 经办人
        Agent = "agent",
    }
}

/// A contact of the customer who has a part in the order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OrderPerson {
    /// Which contact of the file.
    pub contact: ContactId,
    /// What they are to it.
    pub role: PersonRole,
}

/// Something that was done once: when, by whom, and the date it bears.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Done {
    /// When it was written.
    pub at: Instant,
    /// Who wrote it.
    pub by: StaffId,
    /// The date it bears.
    pub on: Date,
}

/// The invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Invoice {
    /// When, by whom, its date.
    #[serde(flatten)]
    pub done: Done,
    /// Its number.
    pub number: String,
}

/// 退订 (O8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Cancelling {
    /// When, by whom, its date.
    #[serde(flatten)]
    pub done: Done,
    /// Why.
    pub reason: String,
    /// What the store keeps of what was paid.
    pub withheld: Fen,
}

/// A sales order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Order {
    /// Its place in the file.
    pub id: OrderId,
    /// 订单号: device prefix and counter, so that it can be given without a network.
    pub number: String,
    /// The purchase it concludes.
    pub opportunity: Option<OpportunityId>,
    /// The quotation it came from, by its place in the file.
    pub quotation: Option<String>,
    /// When it was opened.
    pub opened_at: Instant,
    /// Who opened it.
    pub opened_by: Option<StaffId>,
    /// 签订
    pub signed: Option<Done>,
    /// 开票
    pub invoiced: Option<Invoice>,
    /// 退订
    pub cancelled: Option<Cancelling>,
    /// Price lines beside the cars.
    pub lines: Vec<OrderLine>,
    /// Who has a part in it beside the customer.
    pub people: Vec<OrderPerson>,
    /// The other filled-in fields.
    #[ts(as = "BTreeMap<String, String>")]
    pub fields: BTreeMap<OrderField, String>,
}

impl Order {
    /// The text of a field, if filled in.
    #[must_use]
    pub fn field(&self, field: &OrderField) -> Option<&str> {
        self.fields.get(field).map(String::as_str).filter(|text| !text.is_empty())
    }

    /// An amount among the fields.
    #[must_use]
    pub fn amount(&self, field: &OrderField) -> Option<Fen> {
        self.field(field)?.parse().ok().map(Fen::new)
    }
}

/// A car of an order: chosen by the catalogue, then by its VIN (O3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OrderCar {
    /// Its place in the file.
    pub id: OrderCarId,
    /// Of which order.
    pub order: OrderId,
    /// 配车: the VIN it was allotted, if any.
    pub claim: Option<Claim>,
    /// A claim on a VIN that a manager gave to another order.
    pub returned: Option<ReturnedClaim>,
    /// A claim that a manager let this car keep.
    pub kept: Option<KeptClaim>,
    /// Model, price, plate, papers: the filled-in fields.
    #[ts(as = "BTreeMap<String, String>")]
    pub fields: BTreeMap<super::order_car::CarField, String>,
    /// How its delivery goes.
    pub delivery: Delivery,
}

/// The money of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OrderMoney {
    /// Cars and lines together.
    pub total: Fen,
    /// What came in, refunds not taken off.
    pub received: Fen,
    /// What went back.
    pub refunded: Fen,
    /// What is still to come; below zero where too much came in.
    pub open: Fen,
    /// Of a cancelled order: what must still go back; below zero where too much did.
    pub refund_due: Fen,
}

/// An order with all that belongs to it.
#[derive(Debug, Clone)]
pub struct Dossier<'a> {
    /// The order.
    pub order: &'a Order,
    /// Its cars.
    pub cars: Vec<&'a OrderCar>,
    /// Its payments.
    pub payments: Vec<&'a Payment>,
}

impl<'a> Dossier<'a> {
    /// Out of what stands in a file.
    #[must_use]
    pub fn of(order: &'a Order, cars: &'a [OrderCar], payments: &'a [Payment]) -> Self {
        let cars = cars.iter().filter(|car| car.order == order.id).collect();
        let payments = payments.iter().filter(|payment| payment.order == order.id).collect();
        Self { order, cars, payments }
    }

    /// Where it stands. A car that was handed over cannot be un-sold: delivered counts before cancelled.
    #[must_use]
    pub fn state(&self) -> OrderState {
        let all = |is: fn(&OrderCar) -> bool| !self.cars.is_empty() && self.cars.iter().all(|car| is(car));
        if all(OrderCar::is_handed_over) {
            OrderState::Delivered
        } else if self.order.cancelled.is_some() {
            OrderState::Cancelled
        } else if self.order.invoiced.is_some() {
            OrderState::Invoiced
        } else if self.order.signed.is_some() && all(OrderCar::is_allotted) {
            OrderState::Allotted
        } else if self.order.signed.is_some() && self.is_deposit_paid() {
            OrderState::DepositPaid
        } else if self.order.signed.is_some() {
            OrderState::Signed
        } else {
            OrderState::Draft
        }
    }

    /// How far the purchase came that it concludes; none before it is signed and after it was cancelled.
    #[must_use]
    pub fn bought(&self) -> Option<(Stage, Grade)> {
        self.order.signed.as_ref()?;
        match self.state() {
            OrderState::Delivered => Some((Stage::AfterDelivery, Grade::D)),
            OrderState::Draft | OrderState::Cancelled => None,
            _ if self.cars.iter().any(|car| car.is_handed_over()) => Some((Stage::Delivery, Grade::O)),
            _ => Some((Stage::Closing, Grade::O)),
        }
    }

    /// Whether it was cancelled on one device while a car of it was handed over on another: a manager must see to it.
    #[must_use]
    pub fn is_cancelled_after_hand_over(&self) -> bool {
        self.order.cancelled.is_some() && self.cars.iter().any(|car| car.is_handed_over())
    }

    /// Its money.
    #[must_use]
    pub fn money(&self) -> OrderMoney {
        let cars: i64 = self.cars.iter().filter_map(|car| car.price()).map(Fen::get).fold(0, i64::saturating_add);
        let signed = |line: &OrderLine| {
            let fen = line.amount.get();
            if line.kind.is_taken_off() { fen.saturating_neg() } else { fen }
        };
        let lines: i64 = self.order.lines.iter().map(signed).fold(0, i64::saturating_add);
        let total = cars.saturating_add(lines);
        let sum = |is_refund: bool| {
            let chosen = self.payments.iter().filter(|payment| (payment.kind == PaymentKind::Refund) == is_refund);
            chosen.map(|payment| payment.amount.get()).fold(0, i64::saturating_add)
        };
        let (received, refunded) = (sum(false), sum(true));
        let held = received.saturating_sub(refunded);
        let (open, refund_due) = match &self.order.cancelled {
            Some(cancelled) if self.state() == OrderState::Cancelled => (0, held.saturating_sub(cancelled.withheld.get())),
            Some(_) | None => (total.saturating_sub(held), 0),
        };
        let fen = Fen::new;
        OrderMoney {
            total: fen(total),
            received: fen(received),
            refunded: fen(refunded),
            open: fen(open),
            refund_due: fen(refund_due),
        }
    }

    fn is_deposit_paid(&self) -> bool {
        let money = self.money();
        let held = money.received.get().saturating_sub(money.refunded.get());
        let agreed = self.order.amount(&OrderField::DepositFen).map_or(0, Fen::get);
        held > 0 && held >= agreed
    }
}

impl CustomerFile {
    /// Whether something was ordered that was not cancelled: such a customer is not merged (O7).
    #[must_use]
    pub fn has_order(&self) -> bool {
        self.orders.iter().any(|order| order.cancelled.is_none())
    }

    /// Its orders, each with its cars and payments.
    pub fn dossiers(&self) -> impl Iterator<Item = Dossier<'_>> {
        self.orders.iter().map(|order| Dossier::of(order, &self.order_cars, &self.payments))
    }
}

#[cfg(test)]
mod tests;
