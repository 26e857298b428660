//! Plans follow-ups and writes their results. A follow-up is done only when its result is written (F4).

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Author,
    opportunity::{OpportunityRefused, check_move, grade, known, move_stage},
    text::{LINE, PARAGRAPH, TooLong, clean},
};
use crate::{
    clock::Date,
    domain::{
        customer::{CustomerField, CustomerFile},
        edit::{CustomerEdit, Edit},
        follow_up::{FollowUp, FollowUpAnswer, FollowUpComment, FollowUpField, FollowUpResult, Outcome, Way},
        opportunity::{Grade, OpportunityField, Stage},
        quotation::QuotationState,
        return_visit::ReturnVisit,
        rules::Rules,
        sales_edit::SalesEdit,
        test_drive::TestDriveStep,
    },
    ids::{FollowUpId, OpportunityId},
};

/// Why a follow-up is not planned or finished.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FollowUpRefused {
    /// The file holds no such follow-up.
    #[error("the file holds no such follow-up")]
    NoSuchFollowUp,
    /// It has its result.
    #[error("the follow-up already has a result")]
    AlreadyDone,
    /// No words and no reason for that.
    #[error("a follow-up is done only when its result is written")]
    NeedsResult,
    /// Only of a return visit an owner's words are kept, and only where somebody spoke with them.
    #[error("this is no return visit at which somebody spoke with the owner")]
    NoVisit,
    /// The file holds no such opportunity.
    #[error("the file holds no such opportunity")]
    NoSuchOpportunity,
    /// No comment that could be answered.
    #[error("there is no comment to answer")]
    NoComment,
    /// Stage or grade cannot become that.
    #[error(transparent)]
    Opportunity(OpportunityRefused),
    /// Too long.
    #[error(transparent)]
    TooLong(#[from] TooLong),
}

/// A follow-up to come.
#[derive(Debug, Clone)]
pub struct Plan {
    /// About which purchase.
    pub opportunity: Option<OpportunityId>,
    /// How.
    pub way: Way,
    /// What for.
    pub aim: String,
    /// When.
    pub due_on: Date,
}

/// Plans a follow-up.
///
/// # Errors
/// See [`FollowUpRefused`].
pub fn plan(author: &Author, file: &CustomerFile, plan: &Plan) -> Result<Edit, FollowUpRefused> {
    if let Some(id) = plan.opportunity {
        known(file, id).map_err(|_| FollowUpRefused::NoSuchOpportunity)?;
    }
    Ok(Edit::Customer(CustomerEdit::AddFollowUp(FollowUp {
        id: author.world.mint(),
        opportunity: plan.opportunity,
        way: plan.way.clone(),
        aim: clean(&plan.aim, LINE)?,
        due_on: plan.due_on,
        planned_by: Some(author.staff),
        planned_at: author.now(),
        result: None,
        comment: None,
        answer: None,
    })))
}

/// The follow-ups that the store's rules make, where `edits` open a purchase, change its grade or stage, take a step of it
/// (cars shown, a test drive back, a quotation given), or finish the last follow-up about it, and leave none (F1, F2, S8). Planned by nobody; never a call to somebody who asked not to be called.
#[must_use]
pub fn by_rule(author: &Author, file: &CustomerFile, edits: &[Edit], rules: &Rules) -> Vec<Edit> {
    let after = After::of(file, edits);
    let mut made = Vec::new();
    for (id, stage, grade) in &after.touched {
        let is_open = stage.is_open() && grade.is_open();
        let Some(due_on) = rules.due_on(grade, author.world.today()).filter(|_| is_open && !after.is_planned(*id)) else {
            continue;
        };
        made.push(Edit::Customer(CustomerEdit::AddFollowUp(FollowUp {
            id: author.world.mint(),
            opportunity: Some(*id),
            way: way_by_rule(file),
            aim: String::new(),
            due_on,
            planned_by: None,
            planned_at: author.now(),
            result: None,
            comment: None,
            answer: None,
        })));
    }
    made
}

/// How somebody is contacted where nobody says otherwise.
#[must_use]
pub fn way_by_rule(file: &CustomerFile) -> Way {
    let has = |field| file.field(&field).is_some();
    match (has(CustomerField::DoNotCall), has(CustomerField::Wechat), file.phones.is_empty()) {
        (true, true, _) => Way::Wechat,
        (true, false, _) | (false, false, true) => Way::Visit,
        (false, true, true) => Way::Wechat,
        (false, _, false) => Way::Call,
    }
}

/// What stands after some edits: the purchases they touch, and what is still planned.
struct After {
    touched: Vec<(OpportunityId, Stage, Grade)>,
    planned: Vec<Option<OpportunityId>>,
    newest_open: Option<OpportunityId>,
}

impl After {
    fn of(file: &CustomerFile, edits: &[Edit]) -> Self {
        let mut all: Vec<(OpportunityId, Stage, Grade)> =
            file.opportunities.iter().map(|one| (one.id, one.stage.clone(), one.grade.clone())).collect();
        let mut planned: BTreeMap<FollowUpId, Option<OpportunityId>> =
            file.follow_ups.iter().filter(|task| task.result.is_none()).map(|task| (task.id, task.opportunity)).collect();
        let mut touched = BTreeSet::new();
        for edit in edits {
            let Edit::Customer(edit) = edit else { continue };
            match edit {
                CustomerEdit::AddOpportunity(one) => {
                    all.push((one.id, one.stage.clone(), one.grade.clone()));
                    touched.insert(one.id);
                }
                CustomerEdit::SetOpportunity(id, field, Some(text)) => {
                    for (_, stage, grade) in all.iter_mut().filter(|(one, ..)| one == id) {
                        match field {
                            OpportunityField::Stage => *stage = Stage::from(text.as_str()),
                            OpportunityField::Grade => *grade = Grade::from(text.as_str()),
                            _ => continue,
                        }
                        touched.insert(*id);
                    }
                }
                CustomerEdit::AddFollowUp(task) if task.result.is_none() => drop(planned.insert(task.id, task.opportunity)),
                CustomerEdit::RemoveFollowUp { id, .. } => drop(planned.remove(id)),
                CustomerEdit::Sales(edit) => {
                    touched.extend(stepped(file, edit).and_then(|about| about.or_else(|| newest_open(&all))));
                }
                CustomerEdit::FinishFollowUp(id, _) => {
                    let about = planned.remove(id).flatten();
                    touched.extend(about.or_else(|| newest_open(&all)));
                }
                _ => {}
            }
        }
        let newest_open = newest_open(&all);
        all.retain(|(id, ..)| touched.contains(id));
        Self { touched: all, planned: planned.into_values().collect(), newest_open }
    }

    /// A follow-up without a purchase speaks of the newest that is open.
    fn is_planned(&self, id: OpportunityId) -> bool {
        self.planned.iter().any(|about| about.or(self.newest_open) == Some(id))
    }
}

/// The purchase that a step of selling is about; none where the edit takes no step that ends with the customer leaving (S8).
fn stepped(file: &CustomerFile, edit: &SalesEdit) -> Option<Option<OpportunityId>> {
    match edit {
        SalesEdit::AddPresentation(shown) => Some(shown.opportunity),
        SalesEdit::StepTestDrive(id, TestDriveStep::Back(_) | TestDriveStep::NotHeld(Some(_))) => {
            file.test_drives.iter().find(|drive| drive.id == *id).map(|drive| drive.opportunity)
        }
        SalesEdit::SetWord(id, word) if matches!(word.state, QuotationState::Given | QuotationState::Declined) => {
            file.quotations.iter().find(|offer| offer.id == *id).map(|offer| offer.opportunity)
        }
        SalesEdit::SetPresentation(..)
        | SalesEdit::RemovePresentation { .. }
        | SalesEdit::AddTestDrive(_)
        | SalesEdit::SetTestDrive(..)
        | SalesEdit::StepTestDrive(..)
        | SalesEdit::AddQuotation(_)
        | SalesEdit::SetQuotation(..)
        | SalesEdit::SetPriceLine(..)
        | SalesEdit::RemovePriceLine(..)
        | SalesEdit::SetFinance(..)
        | SalesEdit::SetTradeIn(..)
        | SalesEdit::SetWord(..) => None,
    }
}

fn newest_open(all: &[(OpportunityId, Stage, Grade)]) -> Option<OpportunityId> {
    all.iter().rev().find(|(_, stage, _)| stage.is_open()).map(|(id, ..)| *id)
}

/// Moves an open follow-up to another date, way or aim.
///
/// # Errors
/// See [`FollowUpRefused`].
pub fn move_to(
    file: &CustomerFile,
    id: FollowUpId,
    due_on: Option<Date>,
    way: Option<&Way>,
    aim: Option<&str>,
) -> Result<Vec<Edit>, FollowUpRefused> {
    open(file, id)?;
    let aim = aim.map(|aim| clean(aim, LINE)).transpose()?;
    let writes = [
        due_on.map(|date| (FollowUpField::DueOn, date.to_string())),
        way.map(|way| (FollowUpField::Way, way.to_string())),
        aim.map(|aim| (FollowUpField::Aim, aim)),
    ];
    Ok(writes.into_iter().flatten().map(|(field, text)| Edit::Customer(CustomerEdit::SetFollowUp(id, field, text))).collect())
}

/// Takes an open follow-up away.
///
/// # Errors
/// See [`FollowUpRefused`].
pub fn remove(author: &Author, file: &CustomerFile, id: FollowUpId) -> Result<Edit, FollowUpRefused> {
    open(file, id)?;
    Ok(Edit::Customer(CustomerEdit::RemoveFollowUp { id, at: author.now() }))
}

/// How a follow-up went and what comes next.
#[derive(Debug, Clone)]
pub struct Report {
    /// How it went.
    pub outcome: Outcome,
    /// What was said.
    pub text: String,
    /// New grade, if it changes.
    pub grade: Option<Grade>,
    /// New stage, if it changes.
    pub stage: Option<Stage>,
    /// The next follow-up's date; none plans none.
    pub next_on: Option<Date>,
    /// The next one's way; as this one's if not said.
    pub next_way: Option<Way>,
    /// The next one's aim.
    pub next_aim: Option<String>,
    /// What the owner said, at a return visit.
    pub visit: Option<ReturnVisit>,
}

/// Writes the result, moves grade and stage of its opportunity, and plans the next follow-up.
///
/// # Errors
/// See [`FollowUpRefused`].
pub fn record(author: &Author, file: &CustomerFile, id: FollowUpId, report: &Report) -> Result<Vec<Edit>, FollowUpRefused> {
    let current = open(file, id)?;
    let text = clean(&report.text, PARAGRAPH)?;
    let visit = report.visit.as_ref().map(|visit| visited(file, current, (visit, &report.outcome))).transpose()?;
    let result = FollowUpResult { outcome: report.outcome.clone(), text, at: author.now(), by: author.staff, visit };
    let is_told = !result.text.is_empty() || result.visit.as_ref().is_some_and(|visit| !visit.says_nothing());
    if !is_told && report.outcome != Outcome::Unreachable {
        return Err(FollowUpRefused::NeedsResult);
    }
    let mut edits = vec![Edit::Customer(CustomerEdit::FinishFollowUp(id, result))];
    // A follow-up planned without a purchase speaks of the newest one that is still open.
    let opportunity = current
        .opportunity
        .and_then(|id| known(file, id).ok())
        .or_else(|| file.opportunities.iter().rev().find(|opportunity| opportunity.stage.is_open()));
    if let Some(opportunity) = opportunity {
        check_move(opportunity, report.stage.as_ref(), report.grade.as_ref()).map_err(FollowUpRefused::Opportunity)?;
        edits.extend(report.grade.iter().flat_map(|to| grade(author, opportunity, to)));
        edits.extend(report.stage.iter().flat_map(|to| move_stage(author, opportunity, to)));
    }
    if let Some(due_on) = report.next_on {
        let next = Plan {
            opportunity: opportunity.map(|opportunity| opportunity.id),
            way: report.next_way.clone().unwrap_or_else(|| current.way.clone()),
            aim: report.next_aim.clone().unwrap_or_default(),
            due_on,
        };
        edits.push(plan(author, file, &next)?);
    }
    Ok(edits)
}

/// What an owner said, cleaned.
fn visited(
    file: &CustomerFile,
    current: &FollowUp,
    (visit, outcome): (&ReturnVisit, &Outcome),
) -> Result<ReturnVisit, FollowUpRefused> {
    if !outcome.has_spoken() || !file.is_return_visit(current) {
        return Err(FollowUpRefused::NoVisit);
    }
    Ok(ReturnVisit {
        buying: clean(&visit.buying, PARAGRAPH)?,
        driving: clean(&visit.driving, PARAGRAPH)?,
        suggestions: clean(&visit.suggestions, PARAGRAPH)?,
        requests: clean(&visit.requests, PARAGRAPH)?,
        ..visit.clone()
    })
}

/// Writes a manager's comment on a follow-up, open or done; nothing takes it back. Whether the person may is the caller's to
/// ask, and every reader asks again.
///
/// # Errors
/// When there is no such follow-up, or too much was written.
pub fn comment(author: &Author, file: &CustomerFile, id: FollowUpId, text: &str, asks: bool) -> Result<Edit, FollowUpRefused> {
    if !file.follow_ups.iter().any(|follow_up| follow_up.id == id) {
        return Err(FollowUpRefused::NoSuchFollowUp);
    }
    let comment = FollowUpComment { text: clean(text, PARAGRAPH)?, asks, at: author.now(), by: author.staff };
    Ok(Edit::Customer(CustomerEdit::CommentFollowUp(id, comment)))
}

/// Answers the comment that stands on a follow-up.
///
/// # Errors
/// When there is no such follow-up, no comment on it, or nothing was said.
pub fn answer(author: &Author, file: &CustomerFile, id: FollowUpId, text: &str) -> Result<Edit, FollowUpRefused> {
    let task = file.follow_ups.iter().find(|task| task.id == id).ok_or(FollowUpRefused::NoSuchFollowUp)?;
    let comment = task.comment.as_ref().ok_or(FollowUpRefused::NoComment)?;
    let text = clean(text, PARAGRAPH)?;
    if text.is_empty() {
        return Err(FollowUpRefused::NeedsResult);
    }
    let answer = FollowUpAnswer { text, to: comment.at, at: author.now(), by: author.staff };
    Ok(Edit::Customer(CustomerEdit::AnswerFollowUp(id, answer)))
}

fn open(file: &CustomerFile, id: FollowUpId) -> Result<&FollowUp, FollowUpRefused> {
    let found = file.follow_ups.iter().find(|follow_up| follow_up.id == id).ok_or(FollowUpRefused::NoSuchFollowUp)?;
    if found.result.is_some() { Err(FollowUpRefused::AlreadyDone) } else { Ok(found) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ops::{opportunity::add_opportunity, testing::author};

    fn file() -> (CustomerFile, FollowUpId) {
        let author = author();
        let Edit::Customer(CustomerEdit::AddOpportunity(opportunity)) = add_opportunity(&author) else {
            panic!("an opportunity")
        };
        let mut file = CustomerFile { opportunities: vec![opportunity], ..CustomerFile::empty(author.world.mint()) };
        let asked = Plan { opportunity: None, way: Way::Call, aim: "邀约到店".into(), due_on: author.world.today() };
        let Ok(Edit::Customer(CustomerEdit::AddFollowUp(follow_up))) = plan(&author, &file, &asked) else { panic!("a plan") };
        let id = follow_up.id;
        file.follow_ups.push(follow_up);
        (file, id)
    }

    fn report(outcome: Outcome, text: &str) -> Report {
        Report {
            outcome,
            text: text.into(),
            grade: None,
            stage: None,
            next_on: None,
            next_way: None,
            next_aim: None,
            visit: None,
        }
    }

    #[test]
    fn a_follow_up_is_done_only_with_a_result() {
        let (file, id) = file();
        assert_eq!(record(&author(), &file, id, &report(Outcome::Reached, " ")), Err(FollowUpRefused::NeedsResult));
        assert!(record(&author(), &file, id, &report(Outcome::Unreachable, "")).is_ok(), "unreachable says it all");
    }

    #[test]
    fn a_result_may_move_grade_and_stage_and_plans_the_next_one() {
        let (file, id) = file();
        let next_on = author().world.today().plus_days(3);
        let asked = Report {
            grade: Some(Grade::H),
            stage: Some(Stage::TestDrive),
            next_on: Some(next_on),
            ..report(Outcome::VisitAgreed, "周六到店试驾")
        };
        let edits = record(&author(), &file, id, &asked).unwrap();
        let planned = edits.iter().find_map(|edit| match edit {
            Edit::Customer(CustomerEdit::AddFollowUp(next)) => Some((next.due_on, next.way.clone(), next.opportunity)),
            _ => None,
        });
        assert_eq!(planned, Some((next_on, Way::Call, Some(file.opportunities[0].id))));
        assert_eq!(edits.len(), 6, "result, grade with line, stage with line, next");
    }

    #[test]
    fn a_finished_follow_up_takes_no_second_result() {
        let (mut file, id) = file();
        let Edit::Customer(CustomerEdit::FinishFollowUp(_, result)) =
            record(&author(), &file, id, &report(Outcome::Reached, "好")).unwrap().remove(0)
        else {
            panic!("a result")
        };
        file.follow_ups[0].result = Some(result);
        assert_eq!(record(&author(), &file, id, &report(Outcome::Reached, "再")), Err(FollowUpRefused::AlreadyDone));
        assert_eq!(remove(&author(), &file, id), Err(FollowUpRefused::AlreadyDone));
    }
}
