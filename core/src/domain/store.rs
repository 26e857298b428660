//! The store 门店: its name, the names of its staff, the catalogue and the rules.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use super::rules::{GradeRule, Rules};
use super::{
    code::codes,
    customer::Clash,
    delivery::{CheckTemplate, default_checks},
    test_car::TestCar,
    view::SavedView,
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
    /// Views of lists that the store shares, oldest first.
    pub views: Vec<SavedView>,
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
            views: Vec::new(),
            clashes: Vec::new(),
        }
    }

    /// The people of the rota in their order; equal places in the order of their ids, so that every device agrees.
    #[must_use]
    pub fn rota_order(&self) -> Vec<StaffId> {
        let mut order: Vec<(i64, StaffId)> = self.rota.iter().map(|(staff, place)| (*place, *staff)).collect();
        order.sort_unstable();
        order.into_iter().map(|(_, staff)| staff).collect()
    }
}
