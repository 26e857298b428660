//! The rates of the sales desk (features.md section 3): what each divides by what. This is the one place that says so.

use super::code::codes;
use crate::clock::Date;

codes! {
    /// A rate.
    Formula {
        /// 留档率
        Capture = "capture",
        /// 试乘试驾率
        TestDrives = "test_drives",
        /// 成交率
        Closing = "closing",
        /// 订单转化率
        Conversion = "conversion",
        /// 邀约到店率
        Invited = "invited",
        /// 登记客户二次来店率
        SecondVisit = "second_visit",
        /// 试乘试驾签单率
        DrivenOrders = "driven_orders",
        /// 本月登记客户签单率
        NewSigned = "new_signed",
        /// 上月登记客户签单率
        LastMonthSigned = "last_month_signed",
        /// 90 天剩余登记客户签单率
        RemainingSigned = "remaining_signed",
        /// 订单交车率
        Delivery = "delivery",
        /// 订单储备率
        Reserve = "reserve",
        /// 保有客户相关销售比
        OwnerBase = "owner_base",
        /// 战败率
        Lost = "lost",
        /// 战败明确率
        ClearLosses = "clear_losses",
    }
}

codes! {
    /// What a rate counts: every one can be opened as a list.
    Countable {
        /// 集客总量: in the showroom to buy, returning ones too; one party once.
        Footfall = "footfall",
        /// 新增集客: those of them on their first visit.
        NewFootfall = "new_footfall",
        /// Those of them who left a way to reach them.
        Captured = "captured",
        /// Test drives for which the car left.
        TestDrives = "test_drives",
        /// 成交: signed orders that stand, of customers whom the log knows; of customers without orders, as older versions and
        /// imports have them, the log and the grade tell it.
        Deals = "deals",
        /// Signed orders that stand, by the day of signing.
        Orders = "orders",
        /// Those of them whose customer was in the showroom before.
        ShowroomOrders = "showroom_orders",
        /// Those of them whose customer drove before.
        DrivenOrders = "driven_orders",
        /// Those of them that came of the store's own customers.
        OwnerBaseOrders = "owner_base_orders",
        /// Orders by the day on which the last car was handed over.
        Deliveries = "deliveries",
        /// Orders open at the end: signed, not delivered, not cancelled.
        OpenOrders = "open_orders",
        /// 有效线索
        Leads = "leads",
        /// Those of them who came after they had agreed to.
        InvitedArrivals = "invited_arrivals",
        /// 新登记客户
        Registered = "registered",
        /// Those of them who came a second time.
        CameBack = "came_back",
        /// Those of them who signed.
        RegisteredSigned = "registered_signed",
        /// Registered in the month before and open when the days began.
        LastMonth = "last_month",
        /// Those of them who signed.
        LastMonthSigned = "last_month_signed",
        /// Registered in the 90 days before and open when the days began.
        Remaining = "remaining",
        /// Those of them who signed.
        RemainingSigned = "remaining_signed",
        /// Purchases given up for good, or whose order was cancelled.
        Lost = "lost",
        /// Those, with the ones won and the ones open at the end.
        Purchases = "purchases",
        /// Requests to give a purchase up.
        LossRequests = "loss_requests",
        /// Those of them that are lost, reviewed, and it is known why.
        ClearLosses = "clear_losses",
    }
}

/// What a rate is divided by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whole {
    /// What can be counted.
    Of(Countable),
    /// The store's sales target of the month after the last day.
    NextTarget,
}

impl Formula {
    /// What it divides by what; nothing for a rate of a newer version.
    #[must_use]
    pub const fn parts(&self) -> Option<(Countable, Whole)> {
        let (part, whole) = match self {
            Self::Capture => (Countable::Captured, Countable::NewFootfall),
            Self::TestDrives => (Countable::TestDrives, Countable::NewFootfall),
            Self::Closing => (Countable::Deals, Countable::Footfall),
            Self::Conversion => (Countable::ShowroomOrders, Countable::Footfall),
            Self::Invited => (Countable::InvitedArrivals, Countable::Leads),
            Self::SecondVisit => (Countable::CameBack, Countable::Registered),
            Self::DrivenOrders => (Countable::DrivenOrders, Countable::TestDrives),
            Self::NewSigned => (Countable::RegisteredSigned, Countable::Registered),
            Self::LastMonthSigned => (Countable::LastMonthSigned, Countable::LastMonth),
            Self::RemainingSigned => (Countable::RemainingSigned, Countable::Remaining),
            Self::Delivery => (Countable::Deliveries, Countable::Orders),
            Self::Reserve => return Some((Countable::OpenOrders, Whole::NextTarget)),
            Self::OwnerBase => (Countable::OwnerBaseOrders, Countable::Orders),
            Self::Lost => (Countable::Lost, Countable::Purchases),
            Self::ClearLosses => (Countable::ClearLosses, Countable::LossRequests),
            Self::Other(_) => return None,
        };
        Some((part, Whole::Of(whole)))
    }
}

/// Days of the remaining customers.
const REMAINING_DAYS: i64 = 90;

/// The days on which the customers of a rate were registered, for the days that are asked about.
#[must_use]
pub fn registered_between(counted: &Countable, from: Date, upto: Date) -> (Date, Date) {
    match counted {
        Countable::Remaining | Countable::RemainingSigned => (from.plus_days(-REMAINING_DAYS), from.plus_days(-1)),
        Countable::LastMonth | Countable::LastMonthSigned => {
            let first = from.first_of_month();
            (first.minus_months(1), first.plus_days(-1))
        }
        _ => (from, upto),
    }
}
