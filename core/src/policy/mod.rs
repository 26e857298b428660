//! Who may do what. A pure function over a reviewed table: role x kind of file x action x relation to the file.
//!
//! Used by the relay (what it accepts and what it sends) and by the app (what it offers). Knows no IO and no customer.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A role a person holds in the store; one person may hold several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 销售顾问
    Consultant,
    /// 前台接待
    FrontDesk,
    /// 信息员
    InformationSpecialist,
    /// DCC 直销员
    DccAgent,
    /// 销售经理
    SalesManager,
    /// 服务顾问
    ServiceAdvisor,
    /// 预约专员
    AppointmentSpecialist,
    /// 维修技师
    Technician,
    /// 客服专员
    CsSpecialist,
    /// 客服经理
    CsManager,
    /// 总经理
    GeneralManager,
    /// 系统管理员
    Administrator,
}

/// What kind of file a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// A person or company: identity, phones, opportunities, follow-ups.
    Customer,
    /// What few roles may receive of a customer: identity card, home address, income.
    CustomerPrivate,
    /// A car.
    Vehicle,
    /// Return visits, surveys and complaints of a customer.
    Care,
    /// The reception log of one day.
    Reception,
    /// An off-site event.
    Event,
    /// Catalogue, rules, staff names.
    Store,
}

impl Role {
    /// Every role, in the order of the policy's table.
    pub const ALL: &'static [Self] = &[
        Self::Consultant,
        Self::FrontDesk,
        Self::InformationSpecialist,
        Self::DccAgent,
        Self::SalesManager,
        Self::ServiceAdvisor,
        Self::AppointmentSpecialist,
        Self::Technician,
        Self::CsSpecialist,
        Self::CsManager,
        Self::GeneralManager,
        Self::Administrator,
    ];
}
