//! The store 门店: its name, the names of its staff, the catalogue and the rules.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    code::codes,
    customer::Clash,
    delivery::{CheckTemplate, default_checks},
    opportunity::Grade,
    test_car::TestCar,
};
use crate::ids::{CatalogueId, FileId, StaffId};

codes! {
    /// A single field of the store file.
    StoreField {
        /// 门店名称
        Name = "name",
        /// 门店地址
        Address = "address",
        /// 门店电话
        Phone = "phone",
    }
}

codes! {
    /// Level of a catalogue node: brand > series > model > configuration (O3).
    CatalogueLevel {
        /// 品牌
        Brand = "brand",
        /// 车系
        Series = "series",
        /// 车型
        Model = "model",
        /// 配置
        Configuration = "configuration",
    }
}

/// One node of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CatalogueNode {
    /// Its id.
    pub id: CatalogueId,
    /// The node above; none for brands.
    pub parent: Option<CatalogueId>,
    /// Its level.
    pub level: CatalogueLevel,
    /// Its name.
    pub name: String,
    /// Guide price in fen, where known.
    pub price_fen: Option<i64>,
    /// Place among its siblings; equal places sort by name.
    pub order: i64,
    /// Whether it is no longer offered. Files that name it keep it.
    pub retired: bool,
}

/// What the store's rules say of one grade (domain.md section 4, features.md section 2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GradeRule {
    /// The grade.
    pub grade: Grade,
    /// Days until the next follow-up when nobody says otherwise.
    pub interval_days: i64,
    /// Days that may pass at most.
    pub longest_days: i64,
}

/// The rules of the store. Defaults come from industry practice; the store file holds what differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Rules {
    /// One per open grade.
    pub grades: Vec<GradeRule>,
}

impl Default for Rules {
    fn default() -> Self {
        let rule = |grade, interval_days, longest_days| GradeRule { grade, interval_days, longest_days };
        Self {
            grades: vec![
                rule(Grade::H, 2, 7),
                rule(Grade::A, 4, 15),
                rule(Grade::B, 7, 30),
                rule(Grade::C, 15, 90),
                rule(Grade::N, 1, 1),
            ],
        }
    }
}

impl Rules {
    /// Days until the next follow-up of a file of this grade; none for grades that are not followed up.
    #[must_use]
    pub fn interval_days(&self, grade: &Grade) -> Option<i64> {
        self.grades.iter().find(|rule| rule.grade == *grade).map(|rule| rule.interval_days)
    }
}

/// The store file as a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StoreFile {
    /// The file's id.
    pub id: FileId,
    /// The fields that are filled in.
    #[ts(as = "BTreeMap<String, String>")]
    pub fields: BTreeMap<StoreField, String>,
    /// Names of the staff.
    pub staff_names: BTreeMap<StaffId, String>,
    /// Every catalogue node, retired ones too.
    pub catalogue: Vec<CatalogueNode>,
    /// Every test car, retired ones too.
    pub cars: Vec<TestCar>,
    /// The rules in force.
    pub rules: Rules,
    /// 轮排: the consultants who take their turn with visitors, and their places in the order of a day that says nothing
    /// else. Equal places go by id.
    pub rota: BTreeMap<StaffId, i64>,
    /// What is checked before a car is handed over.
    pub checks: Vec<CheckTemplate>,
    /// Values that two devices wrote apart.
    pub clashes: Vec<Clash>,
}

impl StoreFile {
    /// A file in which nothing stands yet: the rules are the industry's.
    #[must_use]
    pub fn empty(id: FileId) -> Self {
        Self {
            id,
            fields: BTreeMap::new(),
            staff_names: BTreeMap::new(),
            catalogue: Vec::new(),
            cars: Vec::new(),
            rules: Rules::default(),
            rota: BTreeMap::new(),
            checks: default_checks(),
            clashes: Vec::new(),
        }
    }
}
