//! Payments 收款: money that came in for an order or went back.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{code::codes, money::Fen};
use crate::{
    clock::{Date, Instant},
    ids::{OrderId, PaymentId, StaffId},
};

codes! {
    /// What a payment is.
    PaymentKind {
        /// 定金
        Deposit = "deposit",
        /// 尾款
        Balance = "balance",
        /// 贷款放款
        Loan = "loan",
        /// 退款
        Refund = "refund",
    }
}

codes! {
    /// How money changed hands.
    MoneyWay {
        /// 现金
        Cash = "cash",
        /// 刷卡
        Card = "card",
        /// 转账
        Transfer = "transfer",
        /// 微信支付
        WechatPay = "wechat_pay",
        /// 支付宝
        Alipay = "alipay",
    }
}

/// Money that came in or went back. Never changed once written; a wrong one is taken out of use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Payment {
    /// Its place in the file.
    pub id: PaymentId,
    /// For which order.
    pub order: OrderId,
    /// What it is.
    pub kind: PaymentKind,
    /// How.
    pub way: MoneyWay,
    /// How much, above zero; of a refund what went back.
    pub amount: Fen,
    /// When it was written.
    pub at: Instant,
    /// The date it bears.
    pub on: Date,
    /// Who took it.
    pub by: StaffId,
    /// 收据号
    pub receipt: String,
}
