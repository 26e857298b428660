//! An opportunity 购车意向: one purchase being considered by one customer file.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{code::codes, loss::Loss, money::Fen};
use crate::{
    clock::{Date, Instant},
    ids::{FileId, InterestId, OpportunityId, StaffId},
};

codes! {
    /// 流程状态: the steps of the sales process in order, then the side states (S1-S9).
    Stage {
        /// 初次接触
        InitialContact = "initial_contact",
        /// 弄清需求
        Needs = "needs",
        /// 新车展示
        Presentation = "presentation",
        /// 试乘试驾
        TestDrive = "test_drive",
        /// 制定提案
        Proposal = "proposal",
        /// 提案到成交
        Closing = "closing",
        /// 交车
        Delivery = "delivery",
        /// 现实客户跟踪
        AfterDelivery = "after_delivery",
        /// 战败
        Lost = "lost",
        /// 休眠
        Dormant = "dormant",
    }
}

impl Stage {
    /// Whether the purchase is still open: not yet delivered, lost or dormant.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !matches!(self, Self::AfterDelivery | Self::Lost | Self::Dormant)
    }
}

codes! {
    /// 意向级别, a person's word; the passing of time only proposes a change (features.md 5.1).
    Grade {
        /// Within 7 days.
        H = "H",
        /// Within 15 days.
        A = "A",
        /// Within 30 days.
        B = "B",
        /// Beyond.
        C = "C",
        /// New, not yet graded.
        N = "N",
        /// Ordered.
        O = "O",
        /// Delivered.
        D = "D",
        /// Cancelled.
        T = "T",
        /// Lost.
        F = "F",
    }
}

impl Grade {
    /// Those that people give; all others follow from what became of the purchase.
    pub const BY_HAND: &'static [Self] = &[Self::H, Self::A, Self::B, Self::C, Self::N];

    /// Whether people give it. A newer version's may be one of those.
    #[must_use]
    pub fn is_by_hand(&self) -> bool {
        Self::BY_HAND.contains(self) || matches!(self, Self::Other(_))
    }

    /// Whether follow-ups are still planned for this grade.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self, Self::H | Self::A | Self::B | Self::C | Self::N)
    }
}

codes! {
    /// When the customer means to buy, where no date was said.
    PurchaseWindow {
        /// 7 天内
        Week = "7d",
        /// 15 天内
        TwoWeeks = "15d",
        /// 30 天内
        Month = "30d",
        /// 三个月内
        Quarter = "90d",
        /// 年底前
        YearEnd = "year_end",
        /// 更久
        Later = "later",
    }
}

codes! {
    /// A single field of an opportunity. All are registers of text.
    OpportunityField {
        /// 客户来源 of this purchase, a [`super::customer::Source`]; who bought before comes by 续购 (C23).
        Source = "source",
        /// 流程状态, a [`Stage`].
        Stage = "stage",
        /// 意向级别, a [`Grade`].
        Grade = "grade",
        /// 接受价位 in fen, decimal digits.
        BudgetFen = "budget_fen",
        /// The lower end of the budget in fen, where a range was said.
        BudgetFromFen = "budget_from_fen",
        /// 预购日期, `2026-12-31`.
        PurchaseOn = "purchase_on",
        /// 预购时段, a [`PurchaseWindow`].
        PurchaseWindow = "purchase_window",
        /// 购车动机
        Motive = "motive",
        /// 用途
        IntendedUse = "intended_use",
        /// 付款方式
        Payment = "payment",
        /// 对车辆评价
        Opinion = "opinion",
        /// 购车决策人: who has a say.
        DecisionMakers = "decision_makers",
        /// 决策权: whether the person we talk to decides, a [`Decider`].
        Decider = "decider",
        /// 贷款期数
        LoanMonths = "loan_months",
        /// 意向颜色
        Colour = "colour",
        /// 旧车置换
        TradeIn = "trade_in",
        /// 试驾时间 of an import, as the other system wrote it.
        TestDriveAt = "test_drive_at",
        /// 报价 in fen.
        QuoteFen = "quote_fen",
        /// 订金 in fen.
        DepositFen = "deposit_fen",
        /// 评分 of an import.
        Score = "score",
        /// 外展活动: file id of the event at which it was caught.
        Event = "event",
    }
}

codes! {
    /// Whether the person we talk to decides (S18).
    Decider {
        /// 本人决定
        Alone = "alone",
        /// 与家人/同事商定
        Together = "together",
        /// 由他人决定
        Others = "others",
    }
}

codes! {
    /// What an interest names.
    InterestKind {
        /// 意向品牌
        Brand = "brand",
        /// 意向车系
        Series = "series",
        /// 意向车型
        Model = "model",
        /// 竞争车型
        Competitor = "competitor",
    }
}

/// A series, model or competing model the customer looks at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Interest {
    /// The catalogue's id where it comes from there, else an id of its own. Two devices that add the same catalogue
    /// entry apart therefore add one interest.
    pub id: InterestId,
    /// What it names.
    pub kind: InterestKind,
    /// The name as it stood when it was chosen.
    pub name: String,
}

/// One purchase being considered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Opportunity {
    /// Its place in the file.
    pub id: OpportunityId,
    /// When it was opened, by the clock of the device that did.
    pub opened_at: Instant,
    /// Who opened it.
    pub opened_by: Option<StaffId>,
    /// Where it stands.
    pub stage: Stage,
    /// How soon it is likely to be won.
    pub grade: Grade,
    /// What the customer means to spend at most.
    pub budget: Option<Fen>,
    /// When the customer means to buy.
    pub purchase_on: Option<Date>,
    /// The event at which it was caught.
    pub event: Option<FileId>,
    /// Series, models and competing models.
    pub interests: Vec<Interest>,
    /// The other filled-in fields; those above are left out.
    #[ts(as = "std::collections::BTreeMap<String, String>")]
    pub fields: std::collections::BTreeMap<OpportunityField, String>,
    /// Whether and how it was lost.
    pub loss: Loss,
}

impl Opportunity {
    /// Whether it can be given up: it was not, and it was not delivered.
    #[must_use]
    pub fn can_be_given_up(&self) -> bool {
        let is_over = matches!(self.stage, Stage::AfterDelivery | Stage::Lost) || self.grade == Grade::D;
        !is_over && !self.loss.ordered && !self.loss.state().asks_manager() && !self.loss.state().is_lost()
    }

    /// A purchase of which nothing is known yet.
    #[must_use]
    pub const fn empty(id: OpportunityId, opened_at: Instant) -> Self {
        Self {
            id,
            opened_at,
            opened_by: None,
            stage: Stage::InitialContact,
            grade: Grade::N,
            budget: None,
            purchase_on: None,
            event: None,
            interests: Vec::new(),
            fields: std::collections::BTreeMap::new(),
            loss: Loss { request: None, verdict: None, revival: None, ordered: false },
        }
    }
}
