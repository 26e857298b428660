//! Test cars 试驾车: the store's own cars that customers drive.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::code::codes;
use crate::ids::TestCarId;

codes! {
    /// A single field of a test car.
    TestCarField {
        /// 车牌号
        Plate = "plate",
        /// 车型
        Model = "model",
        /// 里程, whole kilometres.
        MileageKm = "mileage_km",
        /// 停用: `yes`.
        Retired = "retired",
    }
}

/// A car that customers drive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TestCar {
    /// Its place in the store file.
    pub id: TestCarId,
    /// Its plate, as typed.
    pub plate: String,
    /// What it is.
    pub model: String,
    /// What its odometer said when somebody last wrote it here; test drives tell what it says since.
    pub mileage_km: Option<i64>,
    /// Whether it is no longer driven. What was done with it stays.
    pub retired: bool,
}

impl TestCar {
    /// As people call it.
    #[must_use]
    pub fn name(&self) -> String {
        [self.model.as_str(), self.plate.as_str()].join(" ").trim().to_owned()
    }
}
