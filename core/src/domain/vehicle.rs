//! The vehicle file 车辆档案: what after-sales knows of a car (domain.md section 5). Opened by a hand-over; its id comes from
//! the VIN, so two advisers that open it apart open the same file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{code::codes, customer::Clash, order::OrderCar, order_car::CarField};
use crate::{
    clock::Date,
    ids::{FileId, OrderCarId, OrderId, StaffId},
};

codes! {
    /// A single field of a vehicle file. All are registers of text; those of an ordered car bear the same words.
    VehicleField {
        /// 底盘号
        Vin = "vin",
        /// 车牌号
        Plate = "plate",
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
        /// 发动机号
        EngineNo = "engine_no",
        /// 变速器号
        GearboxNo = "gearbox_no",
        /// 车辆用途
        Use = "use",
        /// 生产日期
        ProducedOn = "produced_on",
        /// PDI 日期
        PdiOn = "pdi_on",
        /// 领证日期
        LicensedOn = "licensed_on",
        /// 行驶证日期
        PermitOn = "permit_on",
        /// 行驶证
        Permit = "permit",
        /// 购车日期
        BoughtOn = "bought_on",
        /// 本店销售: `yes`.
        SoldByUs = "sold_by_us",
        /// 首保日期
        FirstServiceOn = "first_service_on",
        /// 首保里程 in km.
        FirstServiceKm = "first_service_km",
        /// 下次保养日期
        NextServiceOn = "next_service_on",
        /// 下次保养里程 in km.
        NextServiceKm = "next_service_km",
        /// 保险公司
        Insurer = "insurer",
        /// 保单号
        PolicyNo = "policy_no",
        /// 保险到期
        InsuredUntil = "insured_until",
        /// 年检到期
        InspectionUntil = "inspection_until",
        /// 常用驾驶人
        UsualDriver = "usual_driver",
    }
}

/// A vehicle file as a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VehicleFile {
    /// The file's id.
    pub id: FileId,
    /// The fields that are filled in.
    #[ts(as = "BTreeMap<String, String>")]
    pub fields: BTreeMap<VehicleField, String>,
    /// 车主: customer files, and since when.
    pub owners: BTreeMap<FileId, String>,
    /// 里程: km by date.
    pub mileages: BTreeMap<String, String>,
    /// Values that two devices wrote apart.
    pub clashes: Vec<Clash>,
}

impl VehicleFile {
    /// The text of a field, if filled in.
    #[must_use]
    pub fn field(&self, field: &VehicleField) -> Option<&str> {
        self.fields.get(field).map(String::as_str).filter(|text| !text.is_empty())
    }
}

/// What the vehicle file of a car says when it was handed over on `on`: a function of the order alone, so whoever opens it
/// writes the same.
#[must_use]
pub fn of_order(car: &OrderCar, on: Date) -> BTreeMap<VehicleField, String> {
    let mut fields: BTreeMap<VehicleField, String> = BTreeMap::new();
    for field in VehicleField::ALL {
        if let Some(text) = car.field(&CarField::from(field.as_str())) {
            fields.insert(field.clone(), text.to_owned());
        }
    }
    if let Some(claim) = car.standing_claim() {
        fields.insert(VehicleField::Vin, claim.vin.clone());
    }
    fields.insert(VehicleField::BoughtOn, on.to_string());
    fields.insert(VehicleField::SoldByUs, "yes".to_owned());
    // The first service is the next one.
    for (first, next) in
        [(CarField::FirstServiceOn, VehicleField::NextServiceOn), (CarField::FirstServiceKm, VehicleField::NextServiceKm)]
    {
        if let Some(text) = car.field(&first) {
            fields.insert(next, text.to_owned());
        }
    }
    fields
}

/// What became of a car of the store on a day, in that day's log: ids only, so that the day stays free of people. Every
/// consultant has the log, and so knows what is taken although the order is a colleague's; after-sales learns from it whose
/// car went. Kept whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CarWord {
    /// The vehicle file of the VIN.
    pub vehicle: FileId,
    /// The customer file of the order.
    pub customer: FileId,
    /// The order.
    pub order: OrderId,
    /// Its number.
    pub number: String,
    /// What became of it.
    pub state: CarWordState,
    /// When, in milliseconds since 1970 by the clock of the writing device; nothing is decided by it.
    pub at: crate::clock::Instant,
    /// By whom.
    pub by: StaffId,
    /// One more than that of every word about the car that its writer knew: of two words the one with the higher turn was
    /// said knowing of the other, whatever the clocks of both said.
    #[serde(default)]
    pub turn: u32,
}

impl CarWord {
    /// Which of several words about one car counts: the highest. Of words that knew nothing of each other the one by which
    /// the car is gone, then the one by which it is taken: who asks in vain loses less than who sells what is gone.
    #[must_use]
    pub fn rank(&self) -> i64 {
        let state = match self.state {
            CarWordState::HandedOver => 2,
            CarWordState::Claimed => 1,
            CarWordState::Released | CarWordState::Other(_) => 0,
        };
        i64::from(self.turn) * RANKS + state
    }

    /// The turn of whoever speaks next, after words of which the highest has this rank.
    #[must_use]
    pub fn next_turn(highest: Option<i64>) -> u32 {
        highest.map_or(1, |rank| u32::try_from(rank / RANKS).unwrap_or(u32::MAX).saturating_add(1))
    }
}

/// How many ranks a turn has.
const RANKS: i64 = 3;

codes! {
    /// What became of a car.
    CarWordState {
        /// 配车
        Claimed = "claimed",
        /// Let go, or given to another order.
        Released = "released",
        /// 交车
        HandedOver = "handed_over",
    }
}

/// The words of a day, by the car of an order.
pub type CarWords = BTreeMap<OrderCarId, CarWord>;
