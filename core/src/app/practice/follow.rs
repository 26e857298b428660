//! What managers and consultants of the practice store said to one another: losses asked for and judged, follow-ups commented
//! and answered.

use super::{Draw, author_at};
use crate::{
    clock::Instant,
    domain::{customer::CustomerFile, edit::Edit, rules::Rules},
    ids::StaffId,
    ops::{follow_up, loss},
};

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;

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
