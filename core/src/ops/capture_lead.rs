//! Captures a lead: one customer file with one opportunity, its first follow-up and the line that tells of it.

use std::collections::BTreeMap;

use super::{
    Author,
    text::{LINE, PARAGRAPH, TooLong, clean},
};
use crate::{
    clock::Date,
    domain::{
        customer::{CustomerField, CustomerKind, EntryKind, InformationSource, Sex, Source},
        edit::{CustomerEdit, Edit},
        follow_up::{FollowUp, Way},
        money::Fen,
        opportunity::{Grade, Interest, Opportunity, OpportunityField, Stage},
        phone::PhoneNumber,
        store::Rules,
    },
    ids::{FileId, OpportunityId},
};

/// What was learnt of a lead.
#[derive(Debug, Clone, Default)]
pub struct Lead {
    /// Numbers as typed, the main one first.
    pub phones: Vec<String>,
    /// Name, may be empty.
    pub name: String,
    /// 先生/女士
    pub sex: Option<Sex>,
    /// Plate of the car they came in, may be empty.
    pub plate: String,
    /// Asked for a number and refused.
    pub contact_refused: bool,
    /// Where it was caught.
    pub event: Option<FileId>,
    /// Series, models, competitors.
    pub interests: Vec<Interest>,
    /// How soon; `N` if nobody said.
    pub grade: Option<Grade>,
    /// How they came.
    pub source: Option<Source>,
    /// How they heard of us.
    pub information_source: Option<InformationSource>,
    /// Budget as said.
    pub budget: String,
    /// When they mean to buy.
    pub purchase_on: Option<Date>,
    /// Next follow-up; by the rules if nobody said.
    pub next_follow_up_on: Option<Date>,
    /// Free text.
    pub remark: String,
}

/// Why a lead is not captured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CaptureRefused {
    /// Neither a phone, nor a plate, nor a name with the refusal to leave one (domain.md section 2: a prospect can be reached).
    #[error("a lead needs a phone, a plate, or a name with the refusal to leave one")]
    NeedsPhoneOrName,
    /// More numbers than a person has.
    #[error("a lead has at most {MOST_PHONES} phones")]
    TooManyPhones,
    /// The grade follows from orders and losses, and there is none yet.
    #[error("the grade follows from orders and losses")]
    GradeFollows,
    /// The budget is not an amount.
    #[error("the budget could not be read")]
    BadBudget,
    /// A text is too long.
    #[error("{field}: {source}")]
    TooLong {
        /// Which.
        field: &'static str,
        /// How long it may be.
        source: TooLong,
    },
}

const MOST_PHONES: usize = 10;

/// The edits that make the file. The warnings of doubtful numbers are the caller's to show: the numbers are kept.
///
/// # Errors
/// See [`CaptureRefused`].
pub fn capture_lead(author: &Author, lead: &Lead, rules: &Rules) -> Result<Vec<Edit>, CaptureRefused> {
    let phones: Vec<PhoneNumber> =
        lead.phones.iter().filter(|typed| !typed.trim().is_empty()).map(|typed| PhoneNumber::parse(typed)).collect();
    let name = line("name", &lead.name)?;
    let plate = line("plate", &lead.plate)?;
    if phones.is_empty() && plate.is_empty() && (name.is_empty() || !lead.contact_refused) {
        return Err(CaptureRefused::NeedsPhoneOrName);
    }
    if phones.len() > MOST_PHONES {
        return Err(CaptureRefused::TooManyPhones);
    }
    let mut edits = vec![CustomerEdit::Open { at: author.now(), by: author.staff }];
    edits.extend(plain_fields(lead, name, plate)?.into_iter().map(|(field, text)| CustomerEdit::SetField(field, Some(text))));
    for (place, number) in phones.iter().enumerate() {
        let id = author.world.mint();
        edits.push(CustomerEdit::AddPhone { id, number: number.clone(), label: String::new() });
        if place == 0 && phones.len() > 1 {
            edits.push(CustomerEdit::SetMainPhone(id));
        }
    }
    let opportunity = opportunity(author, lead)?;
    edits.extend(
        first_follow_up(author, lead, rules, opportunity.id, &opportunity.grade, !phones.is_empty())
            .map(CustomerEdit::AddFollowUp),
    );
    edits.push(CustomerEdit::AddOpportunity(opportunity));
    let remark = clean(&lead.remark, PARAGRAPH).map_err(|source| CaptureRefused::TooLong { field: "remark", source })?;
    edits.push(CustomerEdit::AddEntry(author.entry(EntryKind::Captured, remark, lead.event)));
    Ok(edits.into_iter().map(Edit::Customer).collect())
}

fn line(field: &'static str, text: &str) -> Result<String, CaptureRefused> {
    clean(text, LINE).map_err(|source| CaptureRefused::TooLong { field, source })
}

fn plain_fields(lead: &Lead, name: String, plate: String) -> Result<Vec<(CustomerField, String)>, CaptureRefused> {
    let source = match (&lead.source, lead.event) {
        (Some(source), _) => Some(source.clone()),
        (None, Some(_)) => Some(Source::Event),
        (None, None) => None,
    };
    let fields = [
        (CustomerField::Name, name),
        (CustomerField::CurrentPlate, plate),
        (CustomerField::Kind, CustomerKind::Individual.to_string()),
        (CustomerField::Sex, lead.sex.as_ref().map(ToString::to_string).unwrap_or_default()),
        (CustomerField::ContactRefused, if lead.contact_refused { "yes".to_owned() } else { String::new() }),
        (CustomerField::Source, source.map(|source| source.to_string()).unwrap_or_default()),
        (CustomerField::InformationSource, lead.information_source.as_ref().map(ToString::to_string).unwrap_or_default()),
    ];
    Ok(fields.into_iter().filter(|(_, text)| !text.is_empty()).collect())
}

fn opportunity(author: &Author, lead: &Lead) -> Result<Opportunity, CaptureRefused> {
    let budget = match lead.budget.trim() {
        "" => None,
        said => Some(Fen::parse_said(said).map_err(|_| CaptureRefused::BadBudget)?),
    };
    if lead.grade.as_ref().is_some_and(|grade| !grade.is_by_hand()) {
        return Err(CaptureRefused::GradeFollows);
    }
    let mut interests = lead.interests.clone();
    for interest in &mut interests {
        interest.name = line("interests", &interest.name)?;
    }
    Ok(Opportunity {
        id: author.world.mint(),
        opened_at: author.now(),
        opened_by: Some(author.staff),
        stage: Stage::InitialContact,
        grade: lead.grade.clone().unwrap_or(Grade::N),
        budget,
        purchase_on: lead.purchase_on,
        event: lead.event,
        interests,
        fields: BTreeMap::<OpportunityField, String>::new(),
        loss: Default::default(),
    })
}

fn first_follow_up(
    author: &Author,
    lead: &Lead,
    rules: &Rules,
    opportunity: OpportunityId,
    grade: &Grade,
    reachable: bool,
) -> Option<FollowUp> {
    let by_rule = rules.due_on(grade, author.world.today());
    let due_on = lead.next_follow_up_on.or(by_rule)?;
    Some(FollowUp {
        id: author.world.mint(),
        opportunity: Some(opportunity),
        way: if reachable { Way::Call } else { Way::Visit },
        aim: String::new(),
        due_on,
        planned_by: lead.next_follow_up_on.map(|_| author.staff),
        planned_at: author.now(),
        result: None,
        comment: None,
        answer: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ops::testing::author;

    fn lead() -> Lead {
        Lead { phones: vec!["138 0000 0001".into()], ..Lead::default() }
    }

    #[test]
    fn a_phone_alone_is_a_lead() {
        assert!(capture_lead(&author(), &lead(), &Rules::default()).is_ok());
    }

    #[test]
    fn a_name_alone_is_a_lead_only_with_the_refusal_to_leave_a_number() {
        let named = Lead { name: "刘汉".into(), ..Lead::default() };
        assert_eq!(capture_lead(&author(), &named, &Rules::default()), Err(CaptureRefused::NeedsPhoneOrName));
        let refused = Lead { contact_refused: true, ..named };
        assert!(capture_lead(&author(), &refused, &Rules::default()).is_ok());
        let nameless = Lead { contact_refused: true, ..Lead::default() };
        assert_eq!(capture_lead(&author(), &nameless, &Rules::default()), Err(CaptureRefused::NeedsPhoneOrName));
    }

    #[test]
    fn a_plate_is_a_lead_because_the_customer_comes_back_in_the_same_car() {
        let plated = Lead { plate: "辽B12345".into(), ..Lead::default() };
        assert!(capture_lead(&author(), &plated, &Rules::default()).is_ok());
    }

    #[test]
    fn the_first_follow_up_comes_by_the_rule_of_the_grade_unless_a_date_was_said() {
        let due = |lead: &Lead| {
            capture_lead(&author(), lead, &Rules::default()).unwrap().into_iter().find_map(|edit| match edit {
                Edit::Customer(CustomerEdit::AddFollowUp(follow_up)) => Some((follow_up.due_on, follow_up.planned_by.is_some())),
                _ => None,
            })
        };
        let today = author().world.today();
        assert_eq!(due(&Lead { grade: Some(Grade::H), ..lead() }), Some((today.plus_days(2), false)));
        assert_eq!(due(&lead()), Some((today.plus_days(1), false)), "ungraded: within 24 hours");
        assert_eq!(due(&Lead { next_follow_up_on: Some(today), ..lead() }), Some((today, true)));
        for follows in [Grade::O, Grade::D, Grade::T, Grade::F] {
            let graded = Lead { grade: Some(follows), ..lead() };
            assert_eq!(capture_lead(&author(), &graded, &Rules::default()), Err(CaptureRefused::GradeFollows));
        }
    }

    #[test]
    fn a_lead_of_an_event_came_by_the_event_unless_said_otherwise() {
        let event = Some(author().world.mint());
        let source = |lead: &Lead| {
            capture_lead(&author(), lead, &Rules::default()).unwrap().into_iter().find_map(|edit| match edit {
                Edit::Customer(CustomerEdit::SetField(CustomerField::Source, Some(text))) => Some(text),
                _ => None,
            })
        };
        assert_eq!(source(&Lead { event, ..lead() }).as_deref(), Some("event"));
        assert_eq!(source(&Lead { event, source: Some(Source::Referral), ..lead() }).as_deref(), Some("referral"));
        assert_eq!(source(&lead()), None);
    }

    #[test]
    fn a_budget_that_is_no_amount_is_refused_and_a_doubtful_phone_is_kept() {
        let odd = Lead { budget: "很多".into(), ..lead() };
        assert_eq!(capture_lead(&author(), &odd, &Rules::default()), Err(CaptureRefused::BadBudget));
        let doubtful = Lead { phones: vec!["12345".into()], ..Lead::default() };
        assert!(capture_lead(&author(), &doubtful, &Rules::default()).is_ok());
    }
}
