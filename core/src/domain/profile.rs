//! What the store knows of a person beside name and number: closed lists for the fields of the file, and tags.
//!
//! Fields of these lists are registers of text like all others: a word of a newer version, or one that an import brought,
//! is kept as it stands.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    code::codes,
    customer::{CustomerField, CustomerFile},
    relation,
};
use crate::clock::Date;

codes! {
    /// 年龄段, as guessed where nobody said a year (C13). Bounds as the segment report counts them (C16).
    AgeBand {
        /// 25 岁以下
        Under25 = "under_25",
        /// 25-29 岁
        From25 = "25_29",
        /// 30-34 岁
        From30 = "30_34",
        /// 35-39 岁
        From35 = "35_39",
        /// 40-44 岁
        From40 = "40_44",
        /// 45-49 岁
        From45 = "45_49",
        /// 50-59 岁
        From50 = "50_59",
        /// 60 岁及以上
        From60 = "60_up",
    }
}

impl AgeBand {
    /// The band of an age in whole years.
    #[must_use]
    pub const fn of(years: i32) -> Self {
        match years {
            ..25 => Self::Under25,
            25..30 => Self::From25,
            30..35 => Self::From30,
            35..40 => Self::From35,
            40..45 => Self::From40,
            45..50 => Self::From45,
            50..60 => Self::From50,
            60.. => Self::From60,
        }
    }
}

/// The band of a customer's age on a day: by the day of birth, else by the year, else as guessed.
#[must_use]
pub fn age_band(birth_on: Option<&str>, birth_year: Option<&str>, guessed: Option<&str>, on: Date) -> Option<AgeBand> {
    let by_day = birth_on.and_then(|text| text.parse::<Date>().ok()).map(|birth| on.years_since(birth));
    let by_year = || birth_year.and_then(|text| text.parse::<i32>().ok()).map(|year| on.years_since_year(year));
    by_day.or_else(by_year).map(AgeBand::of).or_else(|| guessed.filter(|word| !word.is_empty()).map(AgeBand::from))
}

codes! {
    /// 学历 (C13, C31).
    Education {
        /// 初中及以下
        Basic = "basic",
        /// 高中/中专
        HighSchool = "high_school",
        /// 大专
        College = "college",
        /// 本科
        Bachelor = "bachelor",
        /// 硕士及以上
        Master = "master",
    }
}

codes! {
    /// 家庭年收入 in yuan (C13); kept in the private part.
    IncomeBand {
        /// 10 万以下
        Under100k = "under_100k",
        /// 10-20 万
        From100k = "100k_200k",
        /// 20-30 万
        From200k = "200k_300k",
        /// 30-50 万
        From300k = "300k_500k",
        /// 50-100 万
        From500k = "500k_1m",
        /// 100 万以上
        Over1m = "over_1m",
    }
}

codes! {
    /// 企业规模 by people employed (S19).
    CompanySize {
        /// 20 人以下
        Under20 = "under_20",
        /// 20-99 人
        From20 = "20_99",
        /// 100-499 人
        From100 = "100_499",
        /// 500 人及以上
        From500 = "500_up",
    }
}

codes! {
    /// 获客渠道: by what effort of the store a lead came (S20).
    AcquisitionChannel {
        /// 官网
        Website = "website",
        /// 垂直平台
        Platform = "platform",
        /// 展会
        Exhibition = "exhibition",
        /// 协会/商会
        Association = "association",
        /// 广告
        Advertising = "advertising",
        /// 招投标
        Tender = "tender",
        /// 内部推荐（奖励）
        StaffTip = "staff_tip",
        /// 客户转介绍（红包）
        CustomerReferral = "customer_referral",
        /// 购买名单
        PurchasedList = "purchased_list",
    }
}

codes! {
    /// 致谢状态 of a referral (红包) or a colleague's tip (奖励) (S20).
    ThanksState {
        /// 待致谢
        Due = "due",
        /// 已致谢
        Given = "given",
        /// 对方谢绝
        Declined = "declined",
    }
}

codes! {
    /// 付款习惯 (C31).
    PaymentHabit {
        /// 一次付清
        InFull = "in_full",
        /// 贷款
        Loan = "loan",
        /// 刷卡
        Card = "card",
        /// 移动支付
        Mobile = "mobile",
        /// 对公转账
        CompanyTransfer = "company_transfer",
        /// 现金
        Cash = "cash",
    }
}

codes! {
    /// 车辆用途 (C27).
    VehicleUse {
        /// 私家车
        Private = "private",
        /// 公务车
        Official = "official",
        /// 营运车
        Commercial = "commercial",
    }
}

codes! {
    /// 车辆档次 (C29).
    VehicleClass {
        /// 经济型
        Economy = "economy",
        /// 紧凑型
        Compact = "compact",
        /// 中型
        Middle = "middle",
        /// 中大型
        Upper = "upper",
        /// 豪华型
        Luxury = "luxury",
    }
}

codes! {
    /// What a tag of a customer is about.
    TagGroup {
        /// 性格特点 (C13)
        Personality = "personality",
        /// 媒体接触习惯 (C14); its words are [`Media`].
        Media = "media",
        /// 购买行为：社会因素 (C15)
        Social = "social",
        /// 购买行为：文化因素 (C15)
        Cultural = "cultural",
        /// 购买行为：个人因素 (C15)
        Personal = "personal",
        /// 购买行为：心理因素 (C15)
        Psychological = "psychological",
        /// 感兴趣的服务 (C31)
        Service = "service",
        /// 标签
        Free = "free",
    }
}

codes! {
    /// 媒体 (C14).
    Media {
        /// 电视
        Television = "television",
        /// 杂志
        Magazine = "magazine",
        /// 报纸
        Newspaper = "newspaper",
        /// 电台
        Radio = "radio",
        /// 户外广告
        Outdoor = "outdoor",
        /// 网络
        Web = "web",
    }
}

/// A tag on a customer. Two devices that add the same one add one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
pub struct Tag {
    /// What it is about.
    pub group: TagGroup,
    /// The word.
    pub word: String,
}

codes! {
    /// 情绪表现 at a contact (C17).
    Mood {
        /// 愤怒
        Angry = "angry",
        /// 强硬
        Tough = "tough",
        /// 安心
        AtEase = "at_ease",
        /// 紧张
        Tense = "tense",
    }
}

codes! {
    /// 期望与实际服务 at a contact (C18).
    Expectation {
        /// 实际超过期望：非常满意
        Exceeded = "exceeded",
        /// 实际等于期望：基本满意
        Met = "met",
        /// 实际不及期望：不满意
        Missed = "missed",
    }
}

codes! {
    /// What a line of the personalised log tells (C30).
    Topic {
        /// 特质
        Trait = "trait",
        /// 典型事件
        Incident = "incident",
    }
}

impl CustomerFile {
    /// Whether somebody sent this customer: another customer, or a colleague.
    #[must_use]
    pub fn was_sent(&self) -> bool {
        let has = |field| self.field(&field).is_some();
        let by_channel = self.field(&CustomerField::AcquisitionChannel).map(AcquisitionChannel::from);
        has(CustomerField::Referrer)
            || has(CustomerField::ReferrerName)
            || matches!(by_channel, Some(AcquisitionChannel::StaffTip | AcquisitionChannel::CustomerReferral))
    }

    fn has_bought(&self) -> bool {
        relation::standing_orders(self).next().is_some() || self.opportunities.iter().any(relation::is_ordered)
    }

    /// Where thanking whoever sent this customer stands: due as soon as something was bought, unless a person says otherwise;
    /// none where nobody sent them or nothing was bought yet.
    #[must_use]
    pub fn thanks(&self) -> Option<ThanksState> {
        let said = self.field(&CustomerField::ThanksState).map(ThanksState::from);
        said.or_else(|| (self.was_sent() && self.has_bought()).then_some(ThanksState::Due))
    }

    /// The band of the customer's age on a day.
    #[must_use]
    pub fn age_band(&self, on: Date) -> Option<AgeBand> {
        let text = |field| self.field(&field);
        age_band(text(CustomerField::BirthOn), text(CustomerField::BirthYear), text(CustomerField::AgeBand), on)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// C13
    #[test]
    fn an_age_is_told_by_the_day_of_birth_else_the_year_else_as_guessed() {
        let on: Date = "2026-11-22".parse().unwrap();
        let band = |day, year, guess| age_band(day, year, guess, on).map(|band| band.to_string());
        assert_eq!(band(Some("1986-11-23"), Some("1950"), Some("60_up")).as_deref(), Some("35_39"), "40 tomorrow");
        assert_eq!(band(Some("1986-11-22"), None, None).as_deref(), Some("40_44"));
        assert_eq!(band(None, Some("1986"), Some("60_up")).as_deref(), Some("40_44"));
        assert_eq!(band(None, None, Some("60_up")).as_deref(), Some("60_up"));
        assert_eq!(band(None, Some("?"), None), None);
    }
}
