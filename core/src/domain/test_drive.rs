//! Test drives 试乘试驾 as the customer's file tells them: licence, agreement, preparation, mileage, feedback (S4, S11).
//!
//! When and with which car stands in the day's book under the same id (see [`super::booking`]), so that it has one home.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{code::codes, presentation::Reaction, signature::Signature};
use crate::{
    clock::{Date, Instant},
    ids::{OpportunityId, StaffId, TestCarId, TestDriveId},
};

codes! {
    /// Who is at the wheel.
    DriveWay {
        /// 试驾: the customer drives, which needs a licence.
        Drive = "drive",
        /// 试乘: the customer rides along.
        Ride = "ride",
    }
}

codes! {
    /// 准驾车型: what a licence allows.
    LicenceKind {
        /// 小型汽车
        C1 = "C1",
        /// 小型自动挡汽车
        C2 = "C2",
        /// 残疾人专用小型自动挡载客汽车
        C5 = "C5",
        /// 大型客车
        A1 = "A1",
        /// 牵引车
        A2 = "A2",
        /// 城市公交车
        A3 = "A3",
        /// 中型客车
        B1 = "B1",
        /// 大型货车
        B2 = "B2",
    }
}

codes! {
    /// 试驾准备: what is checked before the customer comes (S11).
    Preparation {
        /// 车辆清洁
        Clean = "clean",
        /// 油量/电量充足
        Fuel = "fuel",
        /// 行驶证与保险在车
        Papers = "papers",
        /// 路线已选定
        Route = "route",
        /// 讲解要点已准备
        Commentary = "commentary",
        /// 座椅与空调已调好
        Comfort = "comfort",
    }
}

codes! {
    /// How an agreement was signed.
    AgreementWay {
        /// 屏幕手写
        Drawn = "drawn",
        /// 纸质
        Paper = "paper",
    }
}

codes! {
    /// A single field of a test drive; what belongs together stands in one.
    TestDriveField {
        /// 试驾或试乘, a [`DriveWay`].
        Way = "way",
        /// 路线
        Route = "route",
        /// 客户反应, a [`Reaction`].
        Reaction = "reaction",
        /// 客户反馈
        Feedback = "feedback",
    }
}

/// A look at the customer's licence. Its number stands in the private part only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LicenceCheck {
    /// What it allows.
    pub kind: LicenceKind,
    /// The last day it is valid, where it says one.
    pub valid_until: Option<Date>,
    /// When it was looked at.
    pub at: Instant,
    /// By whom.
    pub by: StaffId,
}

/// The test-drive agreement 试驾协议.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Agreement {
    /// How it was signed.
    pub way: AgreementWay,
    /// Version of the wording that was shown.
    pub wording: String,
    /// The customer's hand, where it was drawn.
    pub strokes: Option<Signature>,
    /// When.
    pub at: Instant,
    /// Who had it signed.
    pub by: StaffId,
}

/// What was found ready.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Prepared {
    /// Which of the points.
    pub points: Vec<Preparation>,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: StaffId,
}

/// The car left or came back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Reading {
    /// What the odometer said.
    pub mileage_km: i64,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: StaffId,
}

codes! {
    /// Why a test drive did not take place.
    CalledOff {
        /// 取消
        Cancelled = "cancelled",
        /// 未到店
        NoShow = "no_show",
    }
}

/// It did not take place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NotHeld {
    /// Why.
    pub why: CalledOff,
    /// What was said.
    pub text: String,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: StaffId,
}

codes! {
    /// Where a test drive stands.
    TestDriveState {
        /// 已预约
        Booked = "booked",
        /// 进行中
        Out = "out",
        /// 已完成
        Done = "done",
        /// 已取消
        Cancelled = "cancelled",
        /// 未到店
        NoShow = "no_show",
    }
}

/// One thing done on the way from booking to feedback; each stands in a register of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TestDriveStep {
    /// The licence was looked at.
    Licence(LicenceCheck),
    /// The agreement was signed.
    Agreement(Agreement),
    /// The car was made ready.
    Prepared(Prepared),
    /// The car left.
    Out(Reading),
    /// It came back.
    Back(Reading),
    /// It was called off, or not after all.
    NotHeld(Option<NotHeld>),
}

/// A test drive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TestDrive {
    /// Its place in the file, and in the day's book.
    pub id: TestDriveId,
    /// The purchase it is about.
    pub opportunity: Option<OpportunityId>,
    /// Who drives.
    pub way: DriveWay,
    /// The car it was booked with; the day's book tells if it was changed since.
    pub car: Option<TestCarId>,
    /// Along which road.
    pub route: String,
    /// The licence, once it was looked at.
    pub licence: Option<LicenceCheck>,
    /// The agreement, once it was signed.
    pub agreement: Option<Agreement>,
    /// The preparation, once it was checked.
    pub prepared: Option<Prepared>,
    /// When the car left.
    pub out: Option<Reading>,
    /// When it came back.
    pub back: Option<Reading>,
    /// How the customer took it.
    pub reaction: Option<Reaction>,
    /// What the customer said.
    pub feedback: String,
    /// Why it did not take place.
    pub not_held: Option<NotHeld>,
    /// When it was booked.
    pub booked_at: Instant,
    /// Who booked it.
    pub booked_by: StaffId,
}

impl TestDrive {
    /// The test drive with a step done.
    #[must_use]
    pub fn after(&self, step: &TestDriveStep) -> Self {
        let mut drive = self.clone();
        match step {
            TestDriveStep::Licence(check) => drive.licence = Some(check.clone()),
            TestDriveStep::Agreement(agreement) => drive.agreement = Some(agreement.clone()),
            TestDriveStep::Prepared(prepared) => drive.prepared = Some(prepared.clone()),
            TestDriveStep::Out(reading) => drive.out = Some(reading.clone()),
            TestDriveStep::Back(reading) => drive.back = Some(reading.clone()),
            TestDriveStep::NotHeld(not_held) => drive.not_held.clone_from(not_held),
        }
        drive
    }

    /// Everyone whom it mentions.
    pub fn people(&self) -> impl Iterator<Item = StaffId> {
        let steps = [
            Some(self.booked_by),
            self.licence.as_ref().map(|one| one.by),
            self.agreement.as_ref().map(|one| one.by),
            self.prepared.as_ref().map(|one| one.by),
            self.out.as_ref().map(|one| one.by),
            self.back.as_ref().map(|one| one.by),
            self.not_held.as_ref().map(|one| one.by),
        ];
        steps.into_iter().flatten()
    }

    /// Where it stands. A car that left was driven, whatever somebody else wrote meanwhile.
    #[must_use]
    pub fn state(&self) -> TestDriveState {
        match (&self.back, &self.out, &self.not_held) {
            (Some(_), _, _) => TestDriveState::Done,
            (None, Some(_), _) => TestDriveState::Out,
            (None, None, Some(NotHeld { why: CalledOff::NoShow, .. })) => TestDriveState::NoShow,
            (None, None, Some(_)) => TestDriveState::Cancelled,
            (None, None, None) => TestDriveState::Booked,
        }
    }
}
