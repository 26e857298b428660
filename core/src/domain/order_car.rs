//! The cars of an order: what they are, and which VIN each was given.
//!
//! Giving a VIN is a claim 配车. Two orders may claim one apart; both stand until a manager gives it to one of them
//! (domain.md section 4). The claim that lost names the claim it was, so that a later one on the same VIN is a new one.
//!
//! Each word of a manager stands with the car that keeps the VIN and with those that lose it. Where two managers settle one
//! VIN apart, the earlier word counts for every car, so the VIN has one car on every device and none is asked about again.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{code::codes, money::Fen, order::OrderCar, vin::Vin};
use crate::{
    clock::{Date, Instant},
    ids::StaffId,
};

codes! {
    /// A single field of an ordered car. All are registers of text.
    CarField {
        /// The catalogue's entry it was chosen by.
        Catalogue = "catalogue",
        /// 品牌
        Brand = "brand",
        /// 车系
        Series = "series",
        /// 车型
        Model = "model",
        /// 配置
        Configuration = "configuration",
        /// 颜色
        Colour = "colour",
        /// 内饰
        Interior = "interior",
        /// 成交价 in fen.
        PriceFen = "price_fen",
        /// 车辆用途: `private`, `official`, `commercial`.
        Use = "use",
        /// 发动机号
        EngineNo = "engine_no",
        /// 变速器号
        GearboxNo = "gearbox_no",
        /// 车牌号
        Plate = "plate",
        /// 行驶证: number of the vehicle licence.
        Permit = "permit",
        /// 行驶证日期
        PermitOn = "permit_on",
        /// 领证日期
        LicensedOn = "licensed_on",
        /// 生产日期
        ProducedOn = "produced_on",
        /// PDI 日期
        PdiOn = "pdi_on",
        /// 保险公司
        Insurer = "insurer",
        /// 保单号
        PolicyNo = "policy_no",
        /// 保险到期
        InsuredUntil = "insured_until",
        /// 年检到期
        InspectionUntil = "inspection_until",
        /// 首保日期
        FirstServiceOn = "first_service_on",
        /// 首保里程 in km.
        FirstServiceKm = "first_service_km",
        /// 交车里程 in km.
        MileageKm = "mileage_km",
        /// 常用驾驶人
        UsualDriver = "usual_driver",
        /// 计划交车日期
        DeliverOn = "deliver_on",
    }
}

impl CarField {
    /// Whether it holds a date.
    #[must_use]
    pub fn is_date(&self) -> bool {
        matches!(
            self,
            Self::PermitOn
                | Self::LicensedOn
                | Self::ProducedOn
                | Self::PdiOn
                | Self::InsuredUntil
                | Self::InspectionUntil
                | Self::FirstServiceOn
                | Self::DeliverOn
        )
    }

    /// Whether it holds kilometres.
    #[must_use]
    pub fn is_km(&self) -> bool {
        matches!(self, Self::FirstServiceKm | Self::MileageKm)
    }
}

/// A VIN given to a car of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Claim {
    /// The number as typed.
    pub vin: String,
    /// When; with the car it names the claim.
    pub at: Instant,
    /// By whom.
    pub by: StaffId,
}

/// A manager gave the VIN of this claim to another order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReturnedClaim {
    /// The claim that lost, as it was typed.
    pub vin: String,
    /// When that claim was made.
    pub claimed_at: Instant,
    /// Why.
    pub reason: String,
    /// When it was decided.
    pub at: Instant,
    /// Who decided.
    pub by: StaffId,
}

/// A manager let this car keep the VIN that another order claims too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct KeptClaim {
    /// The claim that won, as it was typed.
    pub vin: String,
    /// When that claim was made.
    pub claimed_at: Instant,
    /// When it was decided.
    pub at: Instant,
    /// Who decided.
    pub by: StaffId,
}

impl OrderCar {
    /// The text of a field, if filled in.
    #[must_use]
    pub fn field(&self, field: &CarField) -> Option<&str> {
        self.fields.get(field).map(String::as_str).filter(|text| !text.is_empty())
    }

    /// A date among the fields.
    #[must_use]
    pub fn date(&self, field: &CarField) -> Option<Date> {
        self.field(field)?.parse().ok()
    }

    /// Its price.
    #[must_use]
    pub fn price(&self) -> Option<Fen> {
        self.field(&CarField::PriceFen)?.parse().ok().map(Fen::new)
    }

    /// The claim that stands: the last one, unless it is the one that a manager gave to another order. Who decided later
    /// and knew of it took the earlier word away; of two words that stand, nobody knew of the other, and the earlier counts.
    #[must_use]
    pub fn standing_claim(&self) -> Option<&Claim> {
        let claim = self.claim.as_ref()?;
        let lost = self.returned.as_ref().filter(|lost| lost.claimed_at == claim.at && lost.vin == claim.vin);
        let kept = self.kept.as_ref().filter(|kept| kept.claimed_at == claim.at && kept.vin == claim.vin);
        let has_lost = match (lost, kept) {
            (Some(lost), Some(kept)) => (lost.at, lost.by) < (kept.at, kept.by),
            (Some(_), None) => true,
            (None, _) => false,
        };
        (!has_lost).then_some(claim)
    }

    /// The claim under which it was handed over although a manager gave the VIN to another order: two cars cannot bear one,
    /// so either the word or the number was wrong, and somebody must look.
    #[must_use]
    pub fn gone_without_vin(&self) -> Option<&Claim> {
        self.claim.as_ref().filter(|_| self.is_handed_over() && self.standing_claim().is_none())
    }

    /// The VIN it has, in the form in which numbers are compared.
    #[must_use]
    pub fn vin_key(&self) -> Option<String> {
        self.standing_claim().map(|claim| Vin::read(&claim.vin).key().to_owned()).filter(|key| !key.is_empty())
    }

    /// Whether it has a VIN.
    #[must_use]
    pub fn is_allotted(&self) -> bool {
        self.vin_key().is_some()
    }

    /// Whether it was handed over.
    #[must_use]
    pub fn is_handed_over(&self) -> bool {
        self.delivery.handed_over.is_some()
    }

    /// What it is, in words: the finest that is known.
    #[must_use]
    pub fn name(&self) -> String {
        let parts = [CarField::Brand, CarField::Series, CarField::Model, CarField::Configuration];
        let mut words: Vec<&str> = Vec::new();
        for part in parts.iter().filter_map(|part| self.field(part)) {
            // A model is often named with its series, or brand and series, in front.
            words.retain(|word| !part.starts_with(word) && part.split_whitespace().all(|one| one != *word));
            words.push(part);
        }
        words.join(" ")
    }
}

/// What cannot be about a car's dates; told, never mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DateDoubt {
    /// Lies in the future and speaks of the past.
    InFuture,
    /// Before the car was made.
    BeforeProduction,
    /// Before it was licensed, though it needs a licence.
    BeforeLicence,
    /// Already over.
    Over,
}

/// What is doubtful about the dates of a car, by field.
#[must_use]
pub fn date_doubts(car: &OrderCar, today: Date) -> Vec<(CarField, DateDoubt)> {
    let mut doubts = Vec::new();
    let produced = car.date(&CarField::ProducedOn);
    for field in [CarField::ProducedOn, CarField::PdiOn, CarField::LicensedOn, CarField::PermitOn] {
        let Some(date) = car.date(&field) else { continue };
        if date > today {
            doubts.push((field, DateDoubt::InFuture));
        } else if produced.is_some_and(|produced| date < produced) {
            doubts.push((field, DateDoubt::BeforeProduction));
        } else if field == CarField::PermitOn && car.date(&CarField::LicensedOn).is_some_and(|licensed| date < licensed) {
            doubts.push((field, DateDoubt::BeforeLicence));
        }
    }
    for field in [CarField::InsuredUntil, CarField::InspectionUntil, CarField::FirstServiceOn] {
        if car.date(&field).is_some_and(|date| date < today) && !car.is_handed_over() {
            doubts.push((field, DateDoubt::Over));
        }
    }
    doubts
}
