//! The reception log 展厅流量登记: one line per arrival and call, also of those who leave no name (R1-R16).
//!
//! A line never holds a name or a number: these open or link a customer file, so that the day stays free of people who may
//! ask to be erased.

mod check;
mod rota;
mod visitors;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use self::{
    check::{LineDoubt, TIMELY_MINUTES},
    rota::Rota,
    visitors::{Doubled, doubled, same_visitor},
};
use super::{code::codes, customer::Clash, opportunity::Interest, opportunity::Stage};
use crate::{
    clock::{Date, Instant},
    ids::{CorrectionId, FileId, LineId, StaffId},
};

codes! {
    /// 接待方式: how somebody came (R3).
    CameBy {
        /// 自然到店
        WalkIn = "walk_in",
        /// 预约到店
        Appointment = "appointment",
        /// 活动到店
        Event = "event",
        /// 来电
        Phone = "phone",
        /// 网络联系
        Web = "web",
        /// 主动出击
        Outbound = "outbound",
    }
}

impl CameBy {
    /// Whether they stand in the showroom.
    #[must_use]
    pub const fn is_in_store(&self) -> bool {
        matches!(self, Self::WalkIn | Self::Appointment | Self::Event)
    }

    /// The entrance by which they came, one of four (R16).
    #[must_use]
    pub const fn entrance(&self) -> Entrance {
        match self {
            Self::WalkIn | Self::Appointment | Self::Event => Entrance::Showroom,
            Self::Phone => Entrance::Phone,
            Self::Web => Entrance::Web,
            Self::Outbound | Self::Other(_) => Entrance::Outbound,
        }
    }
}

/// 首次接触的四个入口 (R16).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Entrance {
    /// 到访展厅
    Showroom,
    /// 电话联系
    Phone,
    /// 网上联系
    Web,
    /// 主动出击
    Outbound,
}

codes! {
    /// 来意. Only who means to buy counts as footfall; the rest belong to the total traffic only.
    Purpose {
        /// 看车购车
        Buying = "buying",
        /// 提车
        PickUp = "pick_up",
        /// 售后
        Service = "service",
        /// 借用洗手间
        Restroom = "restroom",
        /// 其他事务
        Errand = "errand",
    }
}

codes! {
    /// 留档: whether a way to reach them was left.
    ContactLeft {
        /// 已留
        Left = "left",
        /// 未留
        Refused = "refused",
    }
}

codes! {
    /// 接待结果
    VisitResult {
        /// 成交
        Deal = "deal",
        /// 试驾
        TestDrive = "test_drive",
        /// 报价
        Quote = "quote",
        /// 约定到店
        VisitAgreed = "visit_agreed",
        /// 离店
        Left = "left",
    }
}

codes! {
    /// 信息员的日常: what the desk sees to every day (R12).
    Chore {
        /// 接待台整理 before opening
        TidyMorning = "tidy_morning",
        /// 接待台整理 at noon
        TidyNoon = "tidy_noon",
        /// 茶饮准备
        Drinks = "drinks",
        /// 资料补充
        Brochures = "brochures",
        /// 接待台整理 at closing
        TidyEvening = "tidy_evening",
    }
}

codes! {
    /// A single field of a line. All are registers: two devices that write different fields never clash.
    LineField {
        /// 接待方式, a [`CameBy`].
        CameBy = "came_by",
        /// 到店时间, milliseconds since 1970.
        InAt = "in_at",
        /// 离店时间, milliseconds since 1970.
        OutAt = "out_at",
        /// 第几次来访; 1 is 首次.
        VisitCount = "visit_count",
        /// 同行人数
        PartySize = "party_size",
        /// 来意, a [`Purpose`].
        Purpose = "purpose",
        /// 咨询内容 (R6)
        Enquiry = "enquiry",
        /// 留档, a [`ContactLeft`].
        Contact = "contact",
        /// 索要联系方式次数
        Asked = "asked",
        /// 接待结果, a [`VisitResult`].
        Result = "result",
        /// 流程状态, a [`Stage`]; of a line with a customer file that file's counts.
        Stage = "stage",
        /// 备注
        Remark = "remark",
        /// 市场活动: the event that brought them, a file id.
        Event = "event",
        /// 客户档案: a file id.
        Customer = "customer",
    }
}

impl LineField {
    /// Whether the register holds a number.
    #[must_use]
    pub const fn is_number(&self) -> bool {
        matches!(self, Self::InAt | Self::OutAt | Self::VisitCount | Self::PartySize | Self::Asked)
    }
}

/// By whose hand, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Stamp {
    /// By the clock of the writing device.
    pub at: Instant,
    /// Who.
    pub by: StaffId,
}

codes! {
    /// Why a consultant was chosen.
    ChosenBy {
        /// 原顾问: looked after them before.
        Previous = "previous",
        /// 推荐人的顾问
        Referrer = "referrer",
        /// 轮排
        Rota = "rota",
        /// 指定
        Hand = "hand",
    }
}

/// A visitor given to a consultant. One register: whom and why belong to one act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Assigned {
    /// The consultant.
    pub to: StaffId,
    /// Why them.
    pub how: ChosenBy,
    /// When, by the clock of the writing device.
    pub at: Instant,
    /// Who gave.
    pub by: StaffId,
}

/// What a line said before somebody corrected it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Correction {
    /// Its place in the line.
    pub id: CorrectionId,
    /// Which field.
    pub field: LineField,
    /// What it said.
    pub was: String,
    /// When, by the clock of the writing device.
    pub at: Instant,
    /// Who corrected it.
    pub by: StaffId,
}

/// Where a visitor stands between the door and the consultant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LineState {
    /// The desk receives them until a consultant is free.
    Waiting,
    /// Given to a consultant who has not said that they have them.
    Assigned,
    /// With the consultant.
    Received,
    /// Gone, or the call is over.
    Over,
}

/// One arrival or call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Line {
    /// Its place in the day's log.
    pub id: LineId,
    /// How they came.
    pub came_by: CameBy,
    /// When they came or called.
    pub in_at: Instant,
    /// When they left.
    pub out_at: Option<Instant>,
    /// Their how many-th visit; 1 is the first, none is unknown.
    pub visit_count: Option<u32>,
    /// How many came together.
    pub party_size: Option<u32>,
    /// What for.
    pub purpose: Purpose,
    /// Series and models of interest.
    pub interests: Vec<Interest>,
    /// What they asked about.
    pub enquiry: String,
    /// Whether a way to reach them was left; none where nobody asked.
    pub contact: Option<ContactLeft>,
    /// How often they were asked for it.
    pub asked: Option<u32>,
    /// How it ended.
    pub result: Option<VisitResult>,
    /// How far the purchase is, where no customer file tells.
    pub stage: Option<Stage>,
    /// Remark.
    pub remark: String,
    /// The event that brought them.
    pub event: Option<FileId>,
    /// Their customer file.
    pub customer: Option<FileId>,
    /// The consultant.
    pub assigned: Option<Assigned>,
    /// That consultant has them. Of another consultant's word nothing is shown.
    pub accepted: Option<Stamp>,
    /// The line of the same visitor that counts in place of this one.
    pub same_as: Option<LineId>,
    /// When and by whom the line was entered.
    pub entered: Stamp,
    /// What was corrected, oldest first.
    pub corrections: Vec<Correction>,
    /// Somebody looked it over.
    pub confirmed: Option<Stamp>,
}

impl Line {
    /// Whether they mean to buy.
    #[must_use]
    pub fn is_intending(&self) -> bool {
        self.purpose == Purpose::Buying
    }

    /// Where the visitor stands.
    #[must_use]
    pub fn state(&self) -> LineState {
        // Who called is not in the house: once a consultant has it or somebody wrote how it ended, it is over.
        let has_ended = self.out_at.is_some()
            || (!self.came_by.is_in_store() && (self.result.is_some() || self.accepted.is_some() || !self.is_intending()));
        match &self.assigned {
            _ if has_ended => LineState::Over,
            None if self.is_intending() => LineState::Waiting,
            Some(_) if self.accepted.is_none() => LineState::Assigned,
            // Who comes for something else is seen to by the desk.
            None | Some(_) => LineState::Received,
        }
    }

    /// The consultant.
    #[must_use]
    pub fn consultant(&self) -> Option<StaffId> {
        self.assigned.as_ref().map(|assigned| assigned.to)
    }

    /// How long they stayed, in milliseconds.
    #[must_use]
    pub fn stayed_ms(&self) -> Option<i64> {
        self.out_at.map(|out| out.unix_ms().saturating_sub(self.in_at.unix_ms())).filter(|ms| *ms >= 0)
    }
}

/// Whether a person takes turns with visitors on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Duty {
    /// Off duty.
    Off,
    /// On duty, at this place of the day's list.
    On(i64),
}

/// A day's reception log as a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReceptionFile {
    /// The file's id.
    pub id: FileId,
    /// The day; none until somebody wrote.
    pub day: Option<Date>,
    /// Every line, oldest first, removed ones left out.
    pub lines: Vec<Line>,
    /// Who is on or off duty on this day, beside what the store's rota says.
    pub duty: BTreeMap<StaffId, Duty>,
    /// What the desk has seen to.
    #[ts(as = "BTreeMap<String, Stamp>")]
    pub chores: BTreeMap<Chore, Stamp>,
    /// Values that two devices wrote apart.
    pub clashes: Vec<Clash>,
}

impl ReceptionFile {
    /// The line of this id.
    #[must_use]
    pub fn line(&self, id: LineId) -> Option<&Line> {
        self.lines.iter().find(|line| line.id == id)
    }

    /// With the day whose log this file is in the store of `store_file`. The file's id tells which that is, so a day that
    /// somebody wrote into it counts only if it is that one; else the lines tell, or nothing does.
    #[must_use]
    pub fn on_its_day(self, store_file: FileId) -> Self {
        let is_its = |day: &Date| FileId::of_reception_in(store_file, &day.to_string()) == self.id;
        let day = self.day.filter(is_its).or_else(|| {
            let days: BTreeSet<Date> = self.lines.iter().map(|line| line.in_at.store_date()).collect();
            days.into_iter().find(is_its)
        });
        Self { day, ..self }
    }
}
