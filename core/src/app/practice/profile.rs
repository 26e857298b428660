//! What the invented people tell of themselves beyond a name and a number, and how they are bound to one another.

use super::{Draw, author_at, set};
use crate::{
    clock::Instant,
    domain::{
        contact::ContactRole,
        customer::{ConsentPurpose, CustomerField, CustomerFile, EntryKind},
        edit::Edit,
        profile::{Expectation, Mood, Tag, TagGroup, Topic},
    },
    ids::{FileId, StaffId},
    ops::customer::{self, Line, Person},
};

const EMPLOYERS: &[(&str, &str)] = &[
    ("远山贸易有限公司", "贸易"),
    ("三鹿乳业", "食品"),
    ("海星船舶重工", "制造"),
    ("星海第一中学", "教育"),
    ("滨河医院", "医疗"),
];
const OCCUPATIONS: &[&str] = &["教师", "医生", "个体经营", "工程师", "公务员", "销售", "会计"];
const TITLES: &[&str] = &["主任", "部门经理", "采购部长", "职员", "总经理"];
const COMPOUNDS: &[&str] = &["星海湾一号", "软件园花园", "中山名苑", "河畔新城"];
const REGIONS: &[&str] = &["中山区", "沙河口区", "甘井子区", "高新区", "开发区"];
const HOBBIES: &[&str] = &["羽毛球、旅游", "钓鱼", "摄影", "自驾", "篮球", "园艺"];
const TIMES: &[&str] = &["晚上七点后", "午休时", "周末", "随时", "上午十点前"];
const TRAITS: &[&str] = &["做事细致，先要看参数表", "不喜欢被催", "说话爽快，当场拍板", "重视家人意见"];
const INCIDENTS: &[&str] = &["第一次来时等了二十分钟，后来送了洗车券才缓和", "孩子生日那天来看车，送了气球，很高兴"];

/// What somebody whose file was caught tells then and there.
pub(super) fn told(draw: &mut Draw, nth: u32, is_company: bool) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut say = |draw: &mut Draw, out_of: u32, field: CustomerField, text: &str| {
        if draw.below(out_of) == 0 {
            edits.push(set(field, text));
        }
    };
    let (employer, industry) = EMPLOYERS[draw.index(EMPLOYERS.len())];
    say(draw, 2, CustomerField::ConvenientTime, TIMES[nth as usize % TIMES.len()]);
    say(draw, 2, CustomerField::Occupation, OCCUPATIONS[nth as usize % OCCUPATIONS.len()]);
    say(draw, 2, CustomerField::Hobbies, HOBBIES[nth as usize % HOBBIES.len()]);
    say(draw, 3, CustomerField::Compound, COMPOUNDS[nth as usize % COMPOUNDS.len()]);
    say(draw, 2, CustomerField::Region, REGIONS[nth as usize % REGIONS.len()]);
    say(draw, 3, CustomerField::PreferredWay, ["call", "wechat"][nth as usize % 2]);
    let band = draw.weighted(&[("25_29", 3), ("30_34", 6), ("35_39", 7), ("40_44", 5), ("45_49", 3), ("50_59", 2)]);
    say(draw, 1 + nth % 2, CustomerField::AgeBand, band);
    let education = draw.weighted(&[("high_school", 4), ("college", 6), ("bachelor", 8), ("master", 2)]);
    say(draw, 1 + nth % 3, CustomerField::Education, education);
    say(draw, 12, CustomerField::Member, "yes");
    say(draw, 15, CustomerField::OutOfTown, "yes");
    say(draw, 40, CustomerField::DoNotCall, "yes");
    if is_company || draw.below(3) == 0 {
        edits.push(set(CustomerField::Employer, employer));
        edits.push(set(CustomerField::JobTitle, TITLES[draw.index(TITLES.len())]));
    }
    if is_company {
        edits.push(set(CustomerField::Industry, industry));
        edits.push(set(CustomerField::CompanySize, ["20_99", "100_499", "500_up"][draw.index(3)]));
    }
    edits
}

/// What is said of the car of somebody who drives one.
pub(super) fn car(draw: &mut Draw, nth: u32) -> Vec<Edit> {
    let mut edits = vec![
        set(CustomerField::CurrentPlate, &format!("辽B{:05}", 10_000 + nth)),
        set(CustomerField::CurrentCarSince, &format!("{}-0{}", 2016 + draw.below(10), 1 + draw.below(9))),
        set(CustomerField::CurrentCarUse, draw.weighted(&[("private", 8), ("official", 2), ("commercial", 1)])),
        set(CustomerField::CurrentCarClass, draw.weighted(&[("compact", 4), ("middle", 4), ("upper", 2)])),
    ];
    if draw.below(2) == 0 {
        edits.push(set(CustomerField::ServiceSpendFen, &(u64::from(draw.below(30)) * 100_000).to_string()));
        edits.push(set(CustomerField::ServiceVisits, &draw.below(6).to_string()));
    }
    edits
}

/// What was learnt later: people around the customer, habits, traits, a consent.
pub(super) fn learnt(draw: &mut Draw, at: Instant, owner: StaffId, file: &CustomerFile) -> Vec<Edit> {
    let author = author_at(at, owner, draw.below(1_000_000));
    let mut edits = Vec::new();
    if draw.below(4) == 0 {
        let is_company = file.kind().is_some_and(|kind| kind.as_str() == "company");
        let (name, relation, roles) = if is_company {
            ("王芳", "采购主管", vec![ContactRole::Decider, ContactRole::Payer])
        } else {
            ("李静", "爱人", vec![ContactRole::Decider, ContactRole::User])
        };
        let person = Person { name: name.to_owned(), relation: relation.to_owned(), roles, remark: String::new() };
        if let Ok((id, edit)) = customer::add_contact(&author, file, &person) {
            edits.push(edit);
            edits.extend(customer::new_contact_phone(&author, id, &format!("1370000{:04}", draw.below(10_000))));
        }
    }
    for (group, words) in [
        (TagGroup::Media, ["web", "radio", "outdoor"]),
        (TagGroup::Psychological, ["重视面子", "看重安全", "怕麻烦"]),
        (TagGroup::Service, ["上门取送车", "延保", "续保"]),
    ] {
        if draw.below(3) == 0 {
            let tag = Tag { group, word: words[draw.index(3)].to_owned() };
            edits.extend(customer::set_tag(file, &tag, true));
        }
    }
    if draw.below(5) == 0 {
        let (topic, text) = if draw.below(3) == 0 {
            (Topic::Incident, INCIDENTS[draw.index(INCIDENTS.len())])
        } else {
            (Topic::Trait, TRAITS[draw.index(TRAITS.len())])
        };
        edits.extend(customer::note(&author, file, &Line { topic: Some(topic), ..Line::new(EntryKind::Note, text) }));
    }
    if draw.below(3) == 0 {
        let mood = draw.weighted(&[(Mood::AtEase, 6), (Mood::Tense, 2), (Mood::Tough, 2), (Mood::Angry, 1)]);
        let expectation = draw.weighted(&[(Expectation::Met, 5), (Expectation::Exceeded, 3), (Expectation::Missed, 1)]);
        let line = Line {
            mood: Some(mood), expectation: Some(expectation), ..Line::new(EntryKind::Visit, "到店看车，坐了展车")
        };
        edits.extend(customer::note(&author, file, &line));
    }
    if draw.below(2) == 0 {
        edits.extend(customer::add_consent(&author, &ConsentPurpose::Consulting, "zh-2026-11", "tick"));
    }
    edits
}

/// Who sent customer number `nth` to the store, and what makes two files look like one person: a plate, a name with its
/// employer, a number with a slip.
pub(super) fn bonds(nth: u32, files: &[FileId], name_of: impl Fn(u32) -> Option<String>) -> Vec<Edit> {
    let mut edits = Vec::new();
    let before = |back: u32| nth.checked_sub(back).and_then(|nth| files.get(nth as usize));
    if nth % 9 == 4
        && let Some(referrer) = before(3)
    {
        edits.push(set(CustomerField::Source, "referral"));
        edits.push(set(CustomerField::Referrer, &referrer.to_string()));
    }
    match (nth % 75, nth.checked_sub(10).and_then(name_of)) {
        (30, Some(name)) => {
            edits.push(set(CustomerField::Name, &name));
            edits.push(set(CustomerField::Employer, "海星船舶重工"));
        }
        (20, _) => edits.push(set(CustomerField::Employer, "海星船舶重工")),
        _ => {}
    }
    if nth % 60 == 11 || nth % 60 == 12 {
        edits.push(set(CustomerField::CurrentPlate, &format!("辽B{:05}", 90_000 + nth / 60)));
    }
    edits
}
