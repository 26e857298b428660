//! The customer file: a person or company the store knows and can reach, with everything done for them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use super::clash::{Clash, ClashValue, Place};
pub use super::entry::{Entry, EntryKind};
pub use super::field::{CustomerField, PrivateField};
use super::{
    code::codes,
    contact::Contact,
    follow_up::FollowUp,
    judgement::{Fleet, Judged},
    opportunity::Opportunity,
    order::{Order, OrderCar, Payment},
    phone::PhoneNumber,
    presentation::Presentation,
    profile::Tag,
    quotation::Quotation,
    test_drive::TestDrive,
};
use crate::{
    clock::Instant,
    ids::{ConsentId, ContactId, FileId, PhoneId, StaffId},
};

codes! {
    /// 客户类型 (C12).
    CustomerKind {
        /// 个人
        Individual = "individual",
        /// 单位
        Company = "company",
        /// 批售/大客户: a manager promotes a file to batch.
        Batch = "batch",
    }
}

codes! {
    /// 客户来源: how they came to us (C11).
    Source {
        /// 自然到店
        WalkIn = "walk_in",
        /// 来电
        PhoneIn = "phone_in",
        /// 网络
        Web = "web",
        /// 购买线索
        PurchasedLead = "purchased_lead",
        /// 400 热线
        Hotline = "hotline_400",
        /// 外展/线下活动
        Event = "event",
        /// 转介绍
        Referral = "referral",
        /// 续购/增换购
        Repurchase = "repurchase",
        /// 售后转化
        ServiceToSales = "service_to_sales",
        /// 陌拜/主动出击
        Outbound = "outbound",
    }
}

codes! {
    /// 信息来源: how they first heard of us (C11).
    InformationSource {
        /// 朋友
        Friend = "friend",
        /// 电视
        Television = "television",
        /// 网页
        WebPage = "web_page",
        /// 短视频/直播
        LiveStream = "live_stream",
        /// 报纸杂志
        Press = "press",
        /// 电台
        Radio = "radio",
        /// 户外广告
        Outdoor = "outdoor",
        /// 车展
        AutoShow = "auto_show",
        /// 路过
        PassingBy = "passing_by",
        /// 老车主
        Owner = "owner",
    }
}

codes! {
    /// 性别, as said or seen; absent where nobody asked.
    Sex {
        /// 先生
        Male = "male",
        /// 女士
        Female = "female",
    }
}

/// A phone number of a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Phone {
    /// Its place in the file.
    pub id: PhoneId,
    /// The number, normalised where it is valid.
    pub number: PhoneNumber,
    /// Whose or what it is, such as "office".
    pub label: String,
    /// Whether this is the number to call first.
    pub is_main: bool,
    /// The contact person whose number it is; none for the customer's own.
    pub contact: Option<ContactId>,
}

/// A consent: purpose, wording, way, time and staff (PIPL; domain.md section 8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Consent {
    /// Its place in the file.
    pub id: ConsentId,
    /// What it allows.
    pub purpose: ConsentPurpose,
    /// Version of the wording that was shown.
    pub wording: String,
    /// How it was given: `signature`, `tick`, `spoken`.
    pub way: String,
    /// When.
    pub given_at: Instant,
    /// Who took it.
    pub taken_by: StaffId,
    /// When it was withdrawn.
    pub withdrawn_at: Option<Instant>,
}

codes! {
    /// What a consent allows. Each purpose is asked for apart, never pre-ticked.
    ConsentPurpose {
        /// 购车咨询联系
        Consulting = "consulting",
        /// 试乘试驾
        TestDrive = "test_drive",
        /// 营销信息
        Marketing = "marketing",
        /// 敏感个人信息
        SensitiveData = "sensitive_data",
    }
}

/// A customer file as a value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CustomerFile {
    /// The file's id.
    pub id: FileId,
    /// When the file was opened, by the clock of the device that did.
    pub opened_at: Option<Instant>,
    /// Who opened it.
    pub opened_by: Option<StaffId>,
    /// The plain fields that are filled in. A field of a newer version stands under its own word.
    #[ts(as = "BTreeMap<String, String>")]
    pub fields: BTreeMap<CustomerField, String>,
    /// Phones, oldest first, removed ones left out; those of contact people too.
    pub phones: Vec<Phone>,
    /// People around the customer, oldest first, removed ones left out.
    pub contacts: Vec<Contact>,
    /// Tags, by group and word.
    pub tags: Vec<Tag>,
    /// Whether a manager made the customer a batch buyer, if one decided that.
    pub fleet: Option<Fleet>,
    /// What managers said of this file and others.
    pub judged: Vec<Judged>,
    /// Consents, oldest first.
    pub consents: Vec<Consent>,
    /// Purchases considered, oldest first.
    pub opportunities: Vec<Opportunity>,
    /// Follow-ups planned and done, by id.
    pub follow_ups: Vec<FollowUp>,
    /// Cars shown, oldest first.
    pub presentations: Vec<Presentation>,
    /// Test drives, by age of the booking.
    pub test_drives: Vec<TestDrive>,
    /// Quotations, oldest first.
    pub quotations: Vec<Quotation>,
    /// Orders, oldest first.
    pub orders: Vec<Order>,
    /// Their cars.
    pub order_cars: Vec<OrderCar>,
    /// What was paid for them.
    pub payments: Vec<Payment>,
    /// The timeline, oldest first.
    pub entries: Vec<Entry>,
    /// Values that two devices wrote apart.
    pub clashes: Vec<Clash>,
}

impl CustomerFile {
    /// When store and customer were last in contact: a line that tells of one, a follow-up that reached somebody, a car
    /// shown or driven, an answer to a quotation; else when the file was opened. What the house notes, moves and tries in
    /// vain is none.
    #[must_use]
    pub fn last_contact_at(&self) -> Option<Instant> {
        let lines = self.entries.iter().filter(|entry| entry.is_contact()).map(|entry| entry.at);
        let results = self.follow_ups.iter().filter_map(|task| task.result.as_ref());
        let reached = results.filter(|result| result.outcome.has_reached()).map(|result| result.at);
        let shown = self.presentations.iter().map(|shown| shown.at);
        let driven = self.test_drives.iter().filter_map(|drive| drive.out.as_ref()).map(|out| out.at);
        let offered = self.quotations.iter().filter_map(|offer| offer.word.as_ref()).map(|word| word.at);
        lines.chain(reached).chain(shown).chain(driven).chain(offered).max().or(self.opened_at)
    }

    /// A file in which nothing stands yet.
    #[must_use]
    pub const fn empty(id: FileId) -> Self {
        Self {
            id,
            opened_at: None,
            opened_by: None,
            fields: BTreeMap::new(),
            phones: Vec::new(),
            contacts: Vec::new(),
            tags: Vec::new(),
            fleet: None,
            judged: Vec::new(),
            consents: Vec::new(),
            opportunities: Vec::new(),
            follow_ups: Vec::new(),
            presentations: Vec::new(),
            test_drives: Vec::new(),
            quotations: Vec::new(),
            orders: Vec::new(),
            order_cars: Vec::new(),
            payments: Vec::new(),
            entries: Vec::new(),
            clashes: Vec::new(),
        }
    }

    /// The text of a field, if filled in.
    #[must_use]
    pub fn field(&self, field: &CustomerField) -> Option<&str> {
        self.fields.get(field).map(String::as_str).filter(|text| !text.is_empty())
    }

    /// Whether nothing is left in it, as after its capture was undone.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.field(&CustomerField::Name).is_none()
            && self.field(&CustomerField::ContactRefused).is_none()
            && self.phones.is_empty()
            && self.opportunities.is_empty()
            && self.orders.is_empty()
    }

    /// The ids of everything that stands in it beside its plain fields.
    #[must_use]
    pub fn entry_ids(&self) -> Vec<String> {
        let phones = self.phones.iter().map(|phone| phone.id.to_string());
        let contacts = self.contacts.iter().map(|contact| contact.id.to_string());
        let consents = self.consents.iter().map(|consent| consent.id.to_string());
        let opportunities = self.opportunities.iter().map(|opportunity| opportunity.id.to_string());
        let follow_ups = self.follow_ups.iter().map(|follow_up| follow_up.id.to_string());
        let presentations = self.presentations.iter().map(|one| one.id.to_string());
        let test_drives = self.test_drives.iter().map(|one| one.id.to_string());
        let quotations = self.quotations.iter().map(|one| one.id.to_string());
        let sales = presentations.chain(test_drives).chain(quotations);
        let entries = self.entries.iter().map(|entry| entry.id.to_string());
        let orders = self.orders.iter().map(|order| order.id.to_string());
        let cars = self.order_cars.iter().map(|car| car.id.to_string());
        let payments = self.payments.iter().map(|payment| payment.id.to_string());
        let parts = phones.chain(contacts).chain(consents).chain(opportunities).chain(follow_ups).chain(sales).chain(entries);
        parts.chain(orders).chain(cars).chain(payments).collect()
    }

    /// Everyone whom presentations, test drives and quotations mention.
    #[must_use]
    pub fn sales_people(&self) -> Vec<StaffId> {
        let shown = self.presentations.iter().map(|one| one.by);
        let driven = self.test_drives.iter().flat_map(TestDrive::people);
        let offered = self.quotations.iter().flat_map(|one| [Some(one.made_by), one.word.as_ref().map(|word| word.by)]);
        shown.chain(driven).chain(offered.flatten()).collect()
    }

    /// Whether something of this id stands in it.
    #[must_use]
    pub fn holds(&self, id: &str) -> bool {
        self.entry_ids().iter().any(|known| known == id)
    }

    /// The number to call first: the one marked so, else the customer's own oldest, else the oldest of a contact person.
    #[must_use]
    pub fn main_phone(&self) -> Option<&Phone> {
        let own = || self.phones.iter().find(|phone| phone.contact.is_none());
        self.phones.iter().find(|phone| phone.is_main).or_else(own).or_else(|| self.phones.first())
    }

    /// Whether the store must not call them (勿扰).
    #[must_use]
    pub fn is_do_not_call(&self) -> bool {
        self.field(&CustomerField::DoNotCall).is_some()
    }

    /// Whether a manager made them a batch buyer.
    #[must_use]
    pub fn is_fleet(&self) -> bool {
        self.fleet.as_ref().is_some_and(|fleet| fleet.is_fleet)
    }

    /// 客户类型. A batch buyer is one only by a manager's decision; the word alone, as an import may bring it, says company.
    #[must_use]
    pub fn kind(&self) -> Option<CustomerKind> {
        if self.is_fleet() {
            return Some(CustomerKind::Batch);
        }
        self.field(&CustomerField::Kind).map(|word| match CustomerKind::from(word) {
            CustomerKind::Batch => CustomerKind::Company,
            kind => kind,
        })
    }

    /// Whether a consent for a purpose was given and not withdrawn.
    #[must_use]
    pub fn consents_to(&self, purpose: &ConsentPurpose) -> bool {
        self.consents.iter().any(|consent| consent.purpose == *purpose && consent.withdrawn_at.is_none())
    }
}

/// The private part of a customer file as a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PrivateFile {
    /// The file's id.
    pub id: FileId,
    /// The customer file it belongs to.
    pub about: Option<FileId>,
    /// The fields that are filled in.
    #[ts(as = "BTreeMap<String, String>")]
    pub fields: BTreeMap<PrivateField, String>,
    /// Values that two devices wrote apart.
    pub clashes: Vec<Clash>,
}
