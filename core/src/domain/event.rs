//! Off-site events 外展/市场活动: where leads are caught away from the showroom (M1).

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{code::codes, customer::Clash};
use crate::{
    clock::Date,
    ids::{FileId, StaffId},
};

codes! {
    /// A single field of an event. All are registers of text.
    EventField {
        /// 名称
        Name = "name",
        /// 地点
        Place = "place",
        /// 开始日期
        StartsOn = "starts_on",
        /// 结束日期
        EndsOn = "ends_on",
        /// 目标线索数
        TargetLeads = "target_leads",
        /// 费用 in fen
        CostFen = "cost_fen",
        /// 备注
        Remark = "remark",
        /// 已结束: `yes` when closed by a person.
        Closed = "closed",
    }
}

/// An event as a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EventFile {
    /// The file's id.
    pub id: FileId,
    /// The fields that are filled in.
    #[ts(as = "BTreeMap<String, String>")]
    pub fields: BTreeMap<EventField, String>,
    /// Who works there.
    pub staff: BTreeSet<StaffId>,
    /// Values that two devices wrote apart.
    pub clashes: Vec<Clash>,
}

impl EventFile {
    /// The text of a field, if filled in.
    #[must_use]
    pub fn field(&self, field: &EventField) -> Option<&str> {
        self.fields.get(field).map(String::as_str).filter(|text| !text.is_empty())
    }

    /// Whether leads caught on `day` would belong to it.
    #[must_use]
    pub fn runs_on(&self, day: Date) -> bool {
        let date = |field| self.field(field).and_then(|text| text.parse::<Date>().ok());
        let starts = date(&EventField::StartsOn);
        let ends = date(&EventField::EndsOn).or(starts);
        self.field(&EventField::Closed).is_none()
            && starts.is_some_and(|first| first <= day)
            && ends.is_none_or(|last| day <= last)
    }
}
