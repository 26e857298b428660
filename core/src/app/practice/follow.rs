//! What managers and consultants of the practice store said to one another: losses asked for and judged, follow-ups commented
//! and answered, owners visited, those who sent them thanked.

use super::{Draw, author_at};
use crate::{
    clock::Instant,
    domain::{
        customer::{CustomerField, CustomerFile},
        edit::Edit,
        follow_up::{FollowUp, Outcome},
        profile::ThanksState,
        return_visit::{ReturnVisit, Satisfaction},
        rules::Rules,
    },
    ids::StaffId,
    ops::{customer, follow_up, loss},
};

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;
/// A return visit that nobody made is this old at most.
const STILL_OPEN_MS: i64 = 6 * DAY_MS;

const COMMENTS: &[(&str, bool)] = &[
    ("先问清楚家里谁拿主意，约两口子一起来。", true),
    ("报价给高了，下次先谈置换。", true),
    ("跟得不错，继续。", false),
    ("三天没动静了，今天再打一次。", true),
];
const ANSWERS: &[&str] = &["已约周六上午，夫妻一起到店。", "好的，下次带评估师一起谈。", "打过了，客户出差下周回来。"];
const WHY: &[(&str, &str, &str)] = &[
    ("price", "宝马 3系", "对方多优惠两万，已经交定金。"),
    ("competitor", "奔驰 C级", "家人更喜欢奔驰内饰。"),
    ("bought_elsewhere", "", "在邻市同品牌店提了现车。"),
    ("stock", "", "等不及订车周期。"),
    ("plan_dropped", "", "今年不换车了。"),
    ("unreachable", "", "三次未接，微信不回。"),
];

/// A manager's comment on the last follow-up, and perhaps an answer.
pub(super) fn said(draw: &mut Draw, file: &CustomerFile, owner: StaffId, manager: StaffId) -> Vec<Edit> {
    let Some(task) = file.follow_ups.iter().rev().find(|task| task.result.is_some()) else { return Vec::new() };
    let Some(done_at) = task.result.as_ref().map(|result| result.at).filter(|_| draw.below(3) == 0) else { return Vec::new() };
    let (text, asks) = COMMENTS[draw.index(COMMENTS.len())];
    let boss = author_at(done_at.plus_ms(5 * HOUR_MS), manager, draw.below(1_000_000));
    let Ok(edit) = follow_up::comment(&boss, file, task.id, text, asks) else { return Vec::new() };
    let mut edits = vec![edit];
    if asks && draw.below(2) == 0 {
        let mut commented = file.clone();
        let Edit::Customer(crate::domain::edit::CustomerEdit::CommentFollowUp(_, comment)) = &edits[0] else { return edits };
        commented.follow_ups.iter_mut().filter(|one| one.id == task.id).for_each(|one| one.comment = Some(comment.clone()));
        let author = author_at(done_at.plus_ms(DAY_MS), owner, draw.below(1_000_000));
        edits.extend(follow_up::answer(&author, &commented, task.id, ANSWERS[draw.index(ANSWERS.len())]));
    }
    edits
}

/// The purchase is given up; most are confirmed, some sent back, the newest wait.
pub(super) fn given_up(
    draw: &mut Draw,
    file: &CustomerFile,
    owner: StaffId,
    manager: StaffId,
    at: Instant,
    now: Instant,
) -> Vec<Edit> {
    let Some(current) = file.opportunities.first() else { return Vec::new() };
    let (reason, competitor, words) = WHY[draw.index(WHY.len())];
    let given_up = loss::GivenUp { reason: reason.into(), competitor: competitor.into(), words: words.into() };
    let author = author_at(at, owner, draw.below(1_000_000));
    let Ok(mut edits) = loss::request(&author, file, &Rules::default(), current.id, &given_up) else { return Vec::new() };
    let judged_at = at.plus_ms(DAY_MS);
    let waits = draw.below(4) == 0 || judged_at > now;
    let mut asked = file.clone();
    for edit in &edits {
        if let Edit::Customer(crate::domain::edit::CustomerEdit::RequestLoss(_, request)) = edit {
            asked.opportunities[0].loss.request = Some(request.clone());
        }
    }
    let request = asked.opportunities[0].loss.request.as_ref().map(|request| request.id);
    if let (false, Some(request)) = (waits, request) {
        let boss = author_at(judged_at, manager, draw.below(1_000_000));
        let confirmed = draw.below(5) > 0;
        let words = if confirmed { String::new() } else { "再约一次，我陪同谈。".to_owned() };
        let word = loss::Word { request, confirmed, words };
        edits.extend(loss::judge(&boss, &asked, current.id, &word).unwrap_or_default());
    }
    edits
}

const DRIVING: &[&str] = &["动力足，隔音好", "油耗比预想高一点", "换挡平顺，孩子喜欢天窗", "中控偶尔卡顿"];
const SUGGESTIONS: &[&str] = &["希望休息区多几个充电口", "交车讲解可以再慢一点"];
const REQUESTS: &[&str] = &["请把行车记录仪发票寄来", "想约周末做首保"];

/// What owners said at the return visits that were due before now; some reached nobody, some of the last days are still open.
pub(super) fn visited(draw: &mut Draw, file: &CustomerFile, owner: StaffId, now: Instant) -> Vec<Edit> {
    let Some(purchase) = file.opportunities.first() else { return Vec::new() };
    let due_at = |task: &FollowUp| task.due_on.starts_at().plus_ms(10 * HOUR_MS);
    let visits = file.return_visits(purchase.id).into_iter().filter(|task| task.result.is_none() && due_at(task) < now);
    let mut edits = Vec::new();
    for task in visits {
        let author = author_at(due_at(task), owner, draw.below(1_000_000));
        let lately = due_at(task).plus_ms(STILL_OPEN_MS) > now;
        let outcome =
            draw.weighted(&[(Some(Outcome::Reached), 8), (Some(Outcome::Unreachable), 1), (None, u32::from(lately) * 3)]);
        let Some(outcome) = outcome else { continue };
        let report = follow_up::Report {
            visit: outcome.has_spoken().then(|| owner_said(draw)),
            outcome,
            text: String::new(),
            grade: None,
            stage: None,
            next_on: None,
            next_way: None,
            next_aim: None,
        };
        edits.extend(follow_up::record(&author, file, task.id, &report).unwrap_or_default());
    }
    edits
}

fn owner_said(draw: &mut Draw) -> ReturnVisit {
    let nothing_more = draw.below(2) == 0;
    let word = |all: &[&str], draw: &mut Draw| all[draw.index(all.len())].to_owned();
    let mut asked = |all: &[&str]| if nothing_more || draw.below(2) == 0 { String::new() } else { word(all, draw) };
    let (suggestions, requests) = (asked(SUGGESTIONS), asked(REQUESTS));
    ReturnVisit {
        satisfaction: draw.weighted(&[(Satisfaction::Very, 5), (Satisfaction::Mostly, 4), (Satisfaction::Dissatisfied, 1)]),
        buying: if draw.below(3) == 0 { "接待周到，手续快".to_owned() } else { String::new() },
        driving: word(DRIVING, draw),
        suggestions,
        requests,
        nothing_more,
        checked: draw.below(3) > 0,
    }
}

/// Who sent a buyer was thanked, for most of them.
pub(super) fn thanked(draw: &mut Draw, file: &CustomerFile, owner: StaffId, at: Instant) -> Vec<Edit> {
    if file.thanks() != Some(ThanksState::Due) || draw.below(3) == 0 {
        return Vec::new();
    }
    let author = author_at(at, owner, draw.below(1_000_000));
    let gift = customer::set_field(&author, &CustomerField::Thanks, "500 元油卡");
    let mut edits: Vec<Edit> = gift.into_iter().collect();
    edits.extend(customer::set_thanks(&author, file, ThanksState::Given.as_str()).unwrap_or_default());
    edits
}
