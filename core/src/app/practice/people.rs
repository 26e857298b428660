//! Invented names, words and cars, and a repeatable draw from them.

use crate::{
    clock::{Entropy as _, SeededEntropy},
    policy::Role,
};

/// The practice staff: at least one of every role.
pub(super) const PEOPLE: &[(&str, Role)] = &[
    ("周启明", Role::Consultant),
    ("林晓", Role::Consultant),
    ("何雨桐", Role::Consultant),
    ("郑凯", Role::Consultant),
    ("苏婉", Role::FrontDesk),
    ("白露", Role::InformationSpecialist),
    ("方圆", Role::DccAgent),
    ("陈国栋", Role::SalesManager),
    ("魏明", Role::ServiceAdvisor),
    ("谢小满", Role::AppointmentSpecialist),
    ("石磊", Role::Technician),
    ("叶青", Role::CsSpecialist),
    ("韩梅", Role::CsManager),
    ("梁宇", Role::GeneralManager),
    ("顾岩", Role::Administrator),
];

pub(super) const SURNAMES: &[&str] = &[
    "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "郭", "何", "林", "高", "罗", "单",
    "解", "仇", "曾", "欧阳",
];

pub(super) const GIVEN: &[&str] = &[
    "伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超", "秀兰", "霞", "平", "刚",
    "桂英", "建国", "志鹏", "浩宇", "子轩", "梓涵", "雨桐", "思远", "嘉怡", "晓东",
];

/// A series with its models and their guide prices as people write them.
type Series = (&'static str, &'static [(&'static str, &'static str)]);

pub(super) const SERIES: &[Series] = &[
    ("A3", &[("A3L 35 TFSI 时尚型", "20.3万"), ("A3L 40 TFSI 运动型", "24.9万")]),
    ("A4L", &[("A4L 40 TFSI 时尚动感型", "32.8万"), ("A4L 45 TFSI quattro", "38.8万")]),
    ("A6L", &[("A6L 40 TFSI 豪华动感型", "42.8万"), ("A6L 45 TFSI 臻选动感型", "48.2万")]),
    ("Q3", &[("Q3 35 TFSI 进取动感型", "27.9万"), ("Q3 40 TFSI 时尚动感型", "30.4万")]),
    ("Q5L", &[("Q5L 40 TFSI 时尚动感型", "39.9万"), ("Q5L 45 TFSI 臻选动感型", "45.6万")]),
    ("Q7", &[("Q7 45 TFSI quattro S line", "60.7万"), ("Q7 55 TFSI quattro", "72.8万")]),
];

pub(super) const TALK: &[&str] = &[
    "对空间和油耗比较满意，周末带家人再来试驾。",
    "仍在对比竞品，关注置换补贴，约定三天后再联系。",
    "已发送金融方案，首付三成三十六期，和家人商量后答复。",
    "询问现车颜色和提车周期，倾向珍珠白。",
    "旧车评估价低于预期，希望再谈。",
    "本人在外地出差，下周回来到店。",
    "看重售后和保养成本，已说明保养套餐。",
];

/// A repeatable draw.
pub(super) struct Draw(SeededEntropy);

impl Draw {
    pub(super) fn new(nth: u32) -> Self {
        Self(SeededEntropy::new(u64::from(nth)))
    }

    /// A number below `bound`.
    pub(super) fn below(&mut self, bound: u32) -> u32 {
        let mut bytes = [0; 4];
        self.0.fill(&mut bytes);
        u32::from_le_bytes(bytes) % bound.max(1)
    }

    /// A place in a list of `len`.
    pub(super) fn index(&mut self, len: usize) -> usize {
        usize::try_from(self.below(u32::try_from(len).unwrap_or(1))).unwrap_or(0)
    }

    /// One of several, as often as their weights say.
    pub(super) fn weighted<T: Clone>(&mut self, choices: &[(T, u32)]) -> T {
        let total = choices.iter().map(|(_, weight)| weight).sum();
        let mut left = self.below(total);
        for (choice, weight) in choices {
            if left < *weight {
                return choice.clone();
            }
            left -= weight;
        }
        choices[0].0.clone()
    }
}
