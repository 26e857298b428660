//! Changes to an opportunity: fields, interests, stage and grade.

use std::collections::BTreeMap;

use super::{
    Author,
    text::{LINE, PARAGRAPH, TooLong, clean},
};
use crate::{
    clock::Date,
    domain::{
        customer::{CustomerFile, EntryKind, Source},
        edit::{CustomerEdit, Edit},
        loss::LossState,
        money::Fen,
        opportunity::{Grade, Interest, Opportunity, OpportunityField, Stage},
    },
    ids::{InterestId, OpportunityId},
};

/// Why an opportunity is not changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OpportunityRefused {
    /// The file holds no such opportunity.
    #[error("the file holds no such opportunity")]
    NoSuchOpportunity,
    /// Not an amount.
    #[error("the amount could not be read")]
    BadAmount,
    /// Not a date.
    #[error("not a possible date")]
    BadDate,
    /// The grade follows from orders and losses.
    #[error("the grade follows from orders and losses")]
    GradeFollows,
    /// Losing it needs a reason and a manager.
    #[error("losing a purchase needs a reason, and a manager who confirms it")]
    NeedsLossReason,
    /// It is lost.
    #[error("the purchase is lost; bring it back first")]
    IsLost,
    /// An interest without a name.
    #[error("an interest needs a name")]
    Empty,
    /// Too long.
    #[error(transparent)]
    TooLong(#[from] TooLong),
}

/// Opens one more opportunity, ungraded, at the first stage.
#[must_use]
pub fn add_opportunity(author: &Author) -> Edit {
    Edit::Customer(CustomerEdit::AddOpportunity(Opportunity {
        id: author.world.mint(),
        opened_at: author.now(),
        opened_by: Some(author.staff),
        stage: Stage::InitialContact,
        grade: Grade::N,
        budget: None,
        purchase_on: None,
        event: None,
        interests: Vec::new(),
        fields: BTreeMap::new(),
        loss: Default::default(),
    }))
}

/// The same, saying how the customer came this time.
#[must_use]
pub fn add_opportunity_from(author: &Author, source: Option<&Source>) -> Edit {
    let mut fields = BTreeMap::new();
    fields.extend(source.map(|source| (OpportunityField::Source, source.to_string())));
    let opened = Opportunity { opened_by: Some(author.staff), fields, ..Opportunity::empty(author.world.mint(), author.now()) };
    Edit::Customer(CustomerEdit::AddOpportunity(opened))
}

/// Writes a field; an empty text clears it. Stage and grade leave a line on the timeline, because their history is
/// what a manager reads.
///
/// # Errors
/// See [`OpportunityRefused`].
pub fn set_field(
    author: &Author,
    file: &CustomerFile,
    id: OpportunityId,
    field: &OpportunityField,
    text: &str,
) -> Result<Vec<Edit>, OpportunityRefused> {
    let current = known(file, id)?;
    match field {
        OpportunityField::Stage => check_move(current, Some(&Stage::from(text.trim())), None)?,
        OpportunityField::Grade => check_move(current, None, Some(&Grade::from(text.trim())))?,
        _ => {}
    }
    match field {
        OpportunityField::Stage => Ok(move_stage(author, current, &Stage::from(text.trim()))),
        OpportunityField::Grade => Ok(grade(author, current, &Grade::from(text.trim()))),
        _ => Ok(vec![set(id, field.clone(), read(field, text)?)]),
    }
}

/// Whether stage and grade may be written by hand: a purchase is lost by request and verdict alone, and brought back by a
/// revival alone (F7); ordered, delivered and cancelled by its order alone (O1, O8), as long as that stands.
///
/// # Errors
/// [`OpportunityRefused::NeedsLossReason`], [`OpportunityRefused::GradeFollows`] or [`OpportunityRefused::IsLost`].
pub fn check_move(current: &Opportunity, stage: Option<&Stage>, grade: Option<&Grade>) -> Result<(), OpportunityRefused> {
    let stage = stage.filter(|stage| **stage != current.stage);
    let grade = grade.filter(|grade| **grade != current.grade);
    if (current.loss.state().is_lost() || current.loss.state() == LossState::Ordered) && (stage.is_some() || grade.is_some()) {
        return Err(OpportunityRefused::IsLost);
    }
    if stage == Some(&Stage::Lost) || grade == Some(&Grade::F) {
        return Err(OpportunityRefused::NeedsLossReason);
    }
    if grade.is_some_and(|grade| current.loss.ordered || !grade.is_by_hand()) {
        return Err(OpportunityRefused::GradeFollows);
    }
    Ok(())
}

/// Moves an opportunity to another stage.
#[must_use]
pub fn move_stage(author: &Author, current: &Opportunity, to: &Stage) -> Vec<Edit> {
    if current.stage == *to {
        return Vec::new();
    }
    let line = format!("{}>{to}", current.stage);
    vec![
        set(current.id, OpportunityField::Stage, Some(to.to_string())),
        Edit::Customer(CustomerEdit::AddEntry(author.entry(EntryKind::StageMoved, line, None))),
    ]
}

/// Gives an opportunity another grade.
#[must_use]
pub fn grade(author: &Author, current: &Opportunity, to: &Grade) -> Vec<Edit> {
    if current.grade == *to {
        return Vec::new();
    }
    let line = format!("{}>{to}", current.grade);
    vec![
        set(current.id, OpportunityField::Grade, Some(to.to_string())),
        Edit::Customer(CustomerEdit::AddEntry(author.entry(EntryKind::Graded, line, None))),
    ]
}

/// Adds a series, model or competitor.
///
/// # Errors
/// See [`OpportunityRefused`].
pub fn add_interest(file: &CustomerFile, id: OpportunityId, interest: Interest) -> Result<Edit, OpportunityRefused> {
    known(file, id)?;
    let name = clean(&interest.name, LINE)?;
    if name.is_empty() {
        return Err(OpportunityRefused::Empty);
    }
    Ok(Edit::Customer(CustomerEdit::AddInterest(id, Interest { name, ..interest })))
}

/// Takes an interest away.
///
/// # Errors
/// See [`OpportunityRefused`].
pub fn remove_interest(
    author: &Author,
    file: &CustomerFile,
    opportunity: OpportunityId,
    id: InterestId,
) -> Result<Edit, OpportunityRefused> {
    known(file, opportunity)?;
    Ok(Edit::Customer(CustomerEdit::RemoveInterest { opportunity, id, at: author.now() }))
}

/// The opportunity of a file by its id.
///
/// # Errors
/// When the file holds no such opportunity.
pub fn known(file: &CustomerFile, id: OpportunityId) -> Result<&Opportunity, OpportunityRefused> {
    file.opportunities.iter().find(|opportunity| opportunity.id == id).ok_or(OpportunityRefused::NoSuchOpportunity)
}

fn set(id: OpportunityId, field: OpportunityField, text: Option<String>) -> Edit {
    Edit::Customer(CustomerEdit::SetOpportunity(id, field, text))
}

fn read(field: &OpportunityField, text: &str) -> Result<Option<String>, OpportunityRefused> {
    let text = clean(text, if *field == OpportunityField::Motive { PARAGRAPH } else { LINE })?;
    if text.is_empty() {
        return Ok(None);
    }
    match field {
        OpportunityField::BudgetFen | OpportunityField::BudgetFromFen | OpportunityField::QuoteFen => {
            Fen::parse_said(&text).map(|fen| Some(fen.get().to_string())).map_err(|_| OpportunityRefused::BadAmount)
        }
        OpportunityField::DepositFen => {
            Fen::parse_exact(&text).map(|fen| Some(fen.get().to_string())).map_err(|_| OpportunityRefused::BadAmount)
        }
        OpportunityField::PurchaseOn => {
            text.parse::<Date>().map(|date| Some(date.to_string())).map_err(|_| OpportunityRefused::BadDate)
        }
        _ => Ok(Some(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ops::testing::author;

    fn file() -> (CustomerFile, OpportunityId) {
        let author = author();
        let Edit::Customer(CustomerEdit::AddOpportunity(opportunity)) = add_opportunity(&author) else {
            panic!("an opportunity")
        };
        let id = opportunity.id;
        let file = CustomerFile { opportunities: vec![opportunity], ..CustomerFile::empty(author.world.mint()) };
        (file, id)
    }

    #[test]
    fn a_budget_is_kept_in_fen_however_it_is_said() {
        let (file, id) = file();
        for said in ["45万", "45W", "450000"] {
            let edits = set_field(&author(), &file, id, &OpportunityField::BudgetFen, said).unwrap();
            assert_eq!(edits, [set(id, OpportunityField::BudgetFen, Some("45000000".into()))], "{said}");
        }
        assert_eq!(set_field(&author(), &file, id, &OpportunityField::BudgetFen, "?"), Err(OpportunityRefused::BadAmount));
    }

    #[test]
    fn a_move_leaves_a_line_and_a_move_to_the_same_stage_does_nothing() {
        let (file, id) = file();
        let edits = set_field(&author(), &file, id, &OpportunityField::Stage, "needs").unwrap();
        assert!(matches!(&edits[1], Edit::Customer(CustomerEdit::AddEntry(entry)) if entry.text == "initial_contact>needs"));
        assert!(set_field(&author(), &file, id, &OpportunityField::Stage, "initial_contact").unwrap().is_empty());
    }

    /// O1, O8, F7: what follows from orders and losses is nobody's to say.
    #[test]
    fn a_grade_that_follows_from_an_order_or_a_loss_is_not_written_by_hand() {
        let (file, id) = file();
        let grade = |file: &CustomerFile, to: &str| set_field(&author(), file, id, &OpportunityField::Grade, to).map(|_| ());
        for by_hand in ["H", "A", "B", "C", "N"] {
            assert_eq!(grade(&file, by_hand), Ok(()), "{by_hand}");
        }
        for (follows, why) in [
            ("O", OpportunityRefused::GradeFollows),
            ("D", OpportunityRefused::GradeFollows),
            ("T", OpportunityRefused::GradeFollows),
            ("F", OpportunityRefused::NeedsLossReason),
        ] {
            assert_eq!(grade(&file, follows), Err(why), "{follows}");
        }
        let ordered = |ordered: bool| {
            let mut one = Opportunity { grade: Grade::O, ..file.opportunities[0].clone() };
            one.loss.ordered = ordered;
            CustomerFile { opportunities: vec![one], ..file.clone() }
        };
        assert_eq!(grade(&ordered(true), "A"), Err(OpportunityRefused::GradeFollows), "while the order stands");
        assert_eq!(grade(&ordered(false), "A"), Ok(()), "of older files that hold no order");
    }

    #[test]
    fn an_opportunity_of_another_file_is_refused() {
        let (file, _) = file();
        let stranger = OpportunityId::from_bytes([9; 16]);
        assert_eq!(
            set_field(&author(), &file, stranger, &OpportunityField::Motive, "x"),
            Err(OpportunityRefused::NoSuchOpportunity)
        );
    }
}
