//! Brings a file of another system in: every value it holds, as it was, under the names this house uses.
//!
//! The caller has already told what each of its columns means; here values are cleaned, bounded and made into edits.
//! An import writes into a file of its own and never over one that is here: joining the two is a person's decision.

use std::collections::BTreeMap;

use super::{
    Author,
    text::{LINE, PARAGRAPH, TooLong, clean},
};
use crate::{
    clock::{Date, Instant},
    domain::{
        customer::{Consent, ConsentPurpose, CustomerField, EntryKind, PrivateField},
        edit::{CustomerEdit, Edit, PrivateEdit},
        follow_up::{FollowUp, FollowUpResult, Outcome, Way},
        money::Fen,
        opportunity::{Grade, Interest, InterestKind, Opportunity, OpportunityField, Stage},
        phone::PhoneNumber,
    },
    ids::{OpportunityId, StaffId},
};

/// A customer as another system knew them.
#[derive(Debug, Clone, Default)]
pub struct ImportedLead {
    /// When the other system opened the file; now where it does not say.
    pub opened_at: Option<Instant>,
    /// Plain fields.
    pub fields: Vec<(CustomerField, String)>,
    /// Private fields; none makes no private file.
    pub private: Vec<(PrivateField, String)>,
    /// Numbers as written there, the main one first.
    pub phones: Vec<String>,
    /// Consents that were on record there.
    pub consents: Vec<ImportedConsent>,
    /// The purchase that was considered.
    pub opportunity: Option<ImportedOpportunity>,
    /// What was done and what is planned.
    pub follow_ups: Vec<ImportedFollowUp>,
}

/// A consent that was on record in another system.
#[derive(Debug, Clone)]
pub struct ImportedConsent {
    /// What it allows.
    pub purpose: ConsentPurpose,
    /// Which wording, as far as known.
    pub wording: String,
    /// How it was given, as far as known.
    pub way: String,
    /// When.
    pub given_at: Instant,
}

/// A purchase that was considered.
#[derive(Debug, Clone)]
pub struct ImportedOpportunity {
    /// Where it stands.
    pub stage: Stage,
    /// How soon.
    pub grade: Grade,
    /// At most.
    pub budget: Option<Fen>,
    /// When they mean to buy.
    pub purchase_on: Option<Date>,
    /// What they look at.
    pub interests: Vec<(InterestKind, String)>,
    /// All other fields.
    pub fields: Vec<(OpportunityField, String)>,
}

/// A follow-up, planned or done.
#[derive(Debug, Clone)]
pub struct ImportedFollowUp {
    /// How.
    pub way: Way,
    /// What for.
    pub aim: String,
    /// When it was or is due.
    pub due_on: Date,
    /// Its result, where it was done.
    pub done: Option<ImportedResult>,
}

/// What came of a follow-up.
#[derive(Debug, Clone)]
pub struct ImportedResult {
    /// How it went.
    pub outcome: Outcome,
    /// What was said.
    pub text: String,
    /// When.
    pub at: Instant,
    /// Who; whoever imports where nobody here is meant.
    pub by: Option<StaffId>,
}

/// The edits of the two files.
#[derive(Debug, Clone)]
pub struct Imported {
    /// Of the customer file.
    pub customer: Vec<Edit>,
    /// Of its private part; empty where there is none.
    pub private: Vec<Edit>,
}

/// Why a file is not brought in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportRefused {
    /// Neither a name nor a phone: nobody could ever find it again.
    #[error("an imported file needs a name or a phone")]
    NobodyKnown,
    /// A text is too long.
    #[error("{field}: {source}")]
    TooLong {
        /// Which.
        field: String,
        /// How long it may be.
        source: TooLong,
    },
}

/// The edits that make the file and its private part.
///
/// # Errors
/// See [`ImportRefused`]; nothing is cut off or left out silently.
pub fn import_lead(author: &Author, lead: &ImportedLead) -> Result<Imported, ImportRefused> {
    let opened_at = lead.opened_at.unwrap_or_else(|| author.now());
    let fields = written(&lead.fields, CustomerField::as_str, limit_of)?;
    let phones: Vec<&str> = lead.phones.iter().map(|typed| typed.trim()).filter(|typed| !typed.is_empty()).collect();
    if phones.is_empty() && !fields.iter().any(|(field, _)| *field == CustomerField::Name) {
        return Err(ImportRefused::NobodyKnown);
    }
    let mut edits = vec![CustomerEdit::Open { at: opened_at, by: author.staff }];
    edits.extend(fields.into_iter().map(|(field, text)| CustomerEdit::SetField(field, Some(text))));
    for (place, typed) in phones.iter().enumerate() {
        let id = author.world.mint();
        edits.push(CustomerEdit::AddPhone { id, number: PhoneNumber::parse(typed), label: String::new() });
        if place == 0 && phones.len() > 1 {
            edits.push(CustomerEdit::SetMainPhone(id));
        }
    }
    for consent in &lead.consents {
        edits.push(CustomerEdit::AddConsent(self::consent(author, consent)?));
    }
    let opportunity = lead.opportunity.as_ref().map(|one| opportunity(author, opened_at, one)).transpose()?;
    let about = opportunity.as_ref().map(|one| one.id);
    edits.extend(opportunity.map(CustomerEdit::AddOpportunity));
    for one in &lead.follow_ups {
        edits.push(CustomerEdit::AddFollowUp(follow_up(author, about, opened_at, one)?));
    }
    let opened = crate::domain::customer::Entry { at: opened_at, ..author.entry(EntryKind::Opened, String::new(), None) };
    edits.push(CustomerEdit::AddEntry(opened));
    let private = written(&lead.private, PrivateField::as_str, |_| LINE)?;
    Ok(Imported {
        customer: edits.into_iter().map(Edit::Customer).collect(),
        private: private.into_iter().map(|(field, text)| Edit::Private(PrivateEdit::SetField(field, Some(text)))).collect(),
    })
}

const fn limit_of(field: &CustomerField) -> usize {
    match field {
        CustomerField::Remark | CustomerField::Hobbies | CustomerField::ImportedVehicles => PARAGRAPH,
        _ => LINE,
    }
}

/// The fields that hold something, cleaned.
fn written<F: Clone>(
    fields: &[(F, String)],
    word: impl Fn(&F) -> &str,
    limit: impl Fn(&F) -> usize,
) -> Result<Vec<(F, String)>, ImportRefused> {
    let mut found = Vec::with_capacity(fields.len());
    for (field, text) in fields {
        let text = bounded(word(field), text, limit(field))?;
        if !text.is_empty() {
            found.push((field.clone(), text));
        }
    }
    Ok(found)
}

fn bounded(field: &str, text: &str, limit: usize) -> Result<String, ImportRefused> {
    clean(text, limit).map_err(|source| ImportRefused::TooLong { field: field.to_owned(), source })
}

fn consent(author: &Author, consent: &ImportedConsent) -> Result<Consent, ImportRefused> {
    Ok(Consent {
        id: author.world.mint(),
        purpose: consent.purpose.clone(),
        wording: bounded("consents", &consent.wording, LINE)?,
        way: bounded("consents", &consent.way, LINE)?,
        given_at: consent.given_at,
        taken_by: author.staff,
        withdrawn_at: None,
    })
}

fn opportunity(author: &Author, opened_at: Instant, one: &ImportedOpportunity) -> Result<Opportunity, ImportRefused> {
    let mut interests = Vec::with_capacity(one.interests.len());
    for (kind, name) in &one.interests {
        let name = bounded("interests", name, LINE)?;
        if !name.is_empty() {
            interests.push(Interest { id: author.world.mint(), kind: kind.clone(), name });
        }
    }
    let fields: BTreeMap<_, _> = written(&one.fields, OpportunityField::as_str, |_| LINE)?.into_iter().collect();
    Ok(Opportunity {
        id: author.world.mint(),
        opened_at,
        opened_by: Some(author.staff),
        stage: one.stage.clone(),
        grade: one.grade.clone(),
        budget: one.budget,
        purchase_on: one.purchase_on,
        event: None,
        interests,
        fields,
        loss: Default::default(),
    })
}

fn follow_up(
    author: &Author,
    opportunity: Option<OpportunityId>,
    opened_at: Instant,
    one: &ImportedFollowUp,
) -> Result<FollowUp, ImportRefused> {
    let result = match &one.done {
        None => None,
        Some(done) => Some(FollowUpResult {
            visit: None,
            outcome: done.outcome.clone(),
            text: bounded("follow_ups", &done.text, PARAGRAPH)?,
            at: done.at,
            by: done.by.unwrap_or(author.staff),
        }),
    };
    Ok(FollowUp {
        id: author.world.mint(),
        opportunity,
        way: one.way.clone(),
        aim: bounded("follow_ups", &one.aim, LINE)?,
        due_on: one.due_on,
        planned_by: Some(author.staff),
        planned_at: result.as_ref().map_or(opened_at, |result| result.at),
        result,
        comment: None,
        answer: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ops::testing::author;

    fn lead() -> ImportedLead {
        ImportedLead {
            fields: vec![(CustomerField::Name, " 刘汉 ".to_owned()), (CustomerField::Wechat, String::new())],
            phones: vec!["138 0000 0001".to_owned(), " ".to_owned(), "12".to_owned()],
            ..ImportedLead::default()
        }
    }

    #[test]
    fn what_is_empty_is_not_written_and_what_is_doubtful_is_kept() {
        let imported = import_lead(&author(), &lead()).unwrap();
        let fields: Vec<_> =
            imported.customer.iter().filter(|edit| matches!(edit, Edit::Customer(CustomerEdit::SetField(..)))).collect();
        let name = CustomerEdit::SetField(CustomerField::Name, Some("刘汉".to_owned()));
        assert_eq!(fields, [&Edit::Customer(name)]);
        let phones = imported.customer.iter().filter(|edit| matches!(edit, Edit::Customer(CustomerEdit::AddPhone { .. })));
        assert_eq!(phones.count(), 2);
        assert!(imported.private.is_empty());
    }

    #[test]
    fn a_file_that_nobody_could_find_again_is_refused() {
        let nobody = ImportedLead { fields: vec![(CustomerField::Remark, "x".to_owned())], ..ImportedLead::default() };
        assert_eq!(import_lead(&author(), &nobody).unwrap_err(), ImportRefused::NobodyKnown);
        let phone_only = ImportedLead { phones: vec!["13800000001".to_owned()], ..ImportedLead::default() };
        assert!(import_lead(&author(), &phone_only).is_ok());
    }

    #[test]
    fn a_text_that_is_too_long_is_told_and_never_cut() {
        let long = ImportedLead { private: vec![(PrivateField::HomeAddress, "路".repeat(LINE + 1))], ..lead() };
        let refused = ImportRefused::TooLong { field: "home_address".to_owned(), source: TooLong { limit: LINE } };
        assert_eq!(import_lead(&author(), &long).unwrap_err(), refused);
    }

    #[test]
    fn a_result_keeps_its_time_and_its_person() {
        let author = author();
        let by = author.world.mint();
        let at = Instant::from_unix_ms(1_700_000_000_000);
        let result = ImportedResult { outcome: Outcome::Reached, text: "周六试驾".to_owned(), at, by: Some(by) };
        let done = ImportedFollowUp { way: Way::Call, aim: String::new(), due_on: at.store_date(), done: Some(result) };
        let imported = import_lead(&author, &ImportedLead { follow_ups: vec![done], ..lead() }).unwrap();
        let found = imported.customer.into_iter().find_map(|edit| match edit {
            Edit::Customer(CustomerEdit::AddFollowUp(follow_up)) => follow_up.result,
            _ => None,
        });
        assert_eq!(found.map(|result| (result.at, result.by)), Some((at, by)));
    }
}
