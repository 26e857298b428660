//! From what the interface says of a customer file to the verbs.

use crate::{
    app::{
        api::{
            customers::CustomerChange,
            error::{AppError, ErrorCode},
        },
        masking::chosen,
    },
    domain::{
        customer::{Clash, CustomerField, CustomerFile},
        edit::Edit,
        opportunity::{Interest, InterestKind},
        profile::Tag,
        store::{CatalogueLevel, StoreFile},
    },
    ids::{CatalogueId, InterestId},
    ops::{
        Author,
        customer::{self, Caller, Line, Person},
        follow_up, opportunity,
    },
};

/// The edits that `change` asks for on the file as it stands.
pub(super) fn edits(
    author: &Author,
    file: &CustomerFile,
    store: &StoreFile,
    change: &CustomerChange,
) -> Result<Vec<Edit>, AppError> {
    Ok(match change {
        CustomerChange::Field { field: CustomerField::ThanksState, value } => {
            customer::set_thanks(author, file, value).map_err(|e| at(e, CustomerField::ThanksState.as_str()))?
        }
        CustomerChange::Field { field, value } => {
            vec![customer::set_field(author, field, value).map_err(|e| at(e, field.as_str()))?]
        }
        CustomerChange::PrivateField { field, value } => {
            vec![customer::set_private_field(field, value).map_err(|e| at(e, field.as_str()))?]
        }
        CustomerChange::AddPhone { typed, label, contact: None } => own_phone(author, file, typed, label)?,
        CustomerChange::AddPhone { typed, label, contact: Some(contact) } => {
            vec![customer::add_contact_phone(author, file, *contact, typed, label)?]
        }
        CustomerChange::Phone { id, typed, label } => vec![customer::correct_phone(file, *id, typed, label)?],
        CustomerChange::RemovePhone { id } => vec![customer::remove_phone(author, file, *id)?],
        CustomerChange::MainPhone { id } => vec![customer::set_main_phone(file, *id)?],
        CustomerChange::AddConsent { purpose, wording, way } => vec![customer::add_consent(author, purpose, wording, way)?],
        CustomerChange::WithdrawConsent { id } => vec![customer::withdraw_consent(author, file, *id)?],
        CustomerChange::AddContact { .. } | CustomerChange::Contact { .. } | CustomerChange::RemoveContact { .. } => {
            contact_edits(author, file, change)?
        }
        CustomerChange::Tag { group, word, on } => {
            vec![customer::set_tag(file, &Tag { group: group.clone(), word: word.clone() }, *on)?]
        }
        CustomerChange::Relation { relation, reason } => vec![customer::set_relation(author, relation.as_ref(), reason)?],
        CustomerChange::Note { kind, text, mood, expectation, topic, outcome } => {
            let (mood, expectation, topic, outcome) = (mood.clone(), expectation.clone(), topic.clone(), outcome.clone());
            vec![customer::note(author, file, &Line { mood, expectation, topic, outcome, ..Line::new(kind.clone(), text) })?]
        }
        CustomerChange::Settle { place, value } => vec![settle(&file.clashes, place, value)?],
        CustomerChange::AddOpportunity { .. }
        | CustomerChange::Opportunity { .. }
        | CustomerChange::AddInterest { .. }
        | CustomerChange::NameInterest { .. }
        | CustomerChange::RemoveInterest { .. } => opportunity_edits(author, file, store, change)?,
        CustomerChange::PlanFollowUp { .. } | CustomerChange::MoveFollowUp { .. } | CustomerChange::RemoveFollowUp { .. } => {
            follow_up_edits(author, file, change)?
        }
    })
}

/// A number of the customer's own. Whoever leaves one after all has not refused.
fn own_phone(author: &Author, file: &CustomerFile, typed: &str, label: &str) -> Result<Vec<Edit>, AppError> {
    let mut edits = vec![customer::add_phone(author, typed, label)?];
    let refused = CustomerField::ContactRefused;
    if file.field(&refused).is_some() {
        edits.push(customer::set_field(author, &refused, "").map_err(|e| at(e, refused.as_str()))?);
    }
    Ok(edits)
}

fn at(error: impl Into<AppError>, field: &str) -> AppError {
    AppError { field: Some(field.to_owned()), ..error.into() }
}

/// Keeps one of the values that two devices wrote apart.
pub(super) fn settle(clashes: &[Clash], place: &[String], value: &str) -> Result<Edit, AppError> {
    let clash = clashes.iter().find(|clash| clash.place == place);
    let value = clash.and_then(|clash| chosen(clash, value)).ok_or(ErrorCode::NotInClash)?;
    Ok(Edit::Settle { place: place.to_vec(), value })
}

fn opportunity_edits(
    author: &Author,
    file: &CustomerFile,
    store: &StoreFile,
    change: &CustomerChange,
) -> Result<Vec<Edit>, AppError> {
    Ok(match change {
        CustomerChange::AddOpportunity { source } => vec![opportunity::add_opportunity_from(author, source.as_ref())],
        CustomerChange::Opportunity { opportunity: id, field, value } => {
            opportunity::set_field(author, file, *id, field, value).map_err(|e| at(e, field.as_str()))?
        }
        CustomerChange::AddInterest { opportunity: id, catalogue } => {
            vec![opportunity::add_interest(file, *id, catalogue_interest(store, *catalogue)?)?]
        }
        CustomerChange::NameInterest { opportunity: id, kind, name } => {
            let interest = Interest { id: author.world.mint(), kind: kind.clone(), name: name.clone() };
            vec![opportunity::add_interest(file, *id, interest)?]
        }
        CustomerChange::RemoveInterest { opportunity: of, id } => vec![opportunity::remove_interest(author, file, *of, *id)?],
        _ => Vec::new(),
    })
}

fn contact_edits(author: &Author, file: &CustomerFile, change: &CustomerChange) -> Result<Vec<Edit>, AppError> {
    Ok(match change {
        CustomerChange::AddContact { name, relation, roles, remark, phone } => {
            let person = Person { name: name.clone(), relation: relation.clone(), roles: roles.clone(), remark: remark.clone() };
            let (id, added) = customer::add_contact(author, file, &person)?;
            let number = (!phone.trim().is_empty()).then(|| customer::new_contact_phone(author, id, phone)).transpose()?;
            std::iter::once(added).chain(number).collect()
        }
        CustomerChange::Contact { id, name, relation, roles, remark } => {
            let person = Person { name: name.clone(), relation: relation.clone(), roles: roles.clone(), remark: remark.clone() };
            customer::correct_contact(file, *id, &person)?
        }
        CustomerChange::RemoveContact { id } => customer::remove_contact(author, file, *id)?,
        _ => Vec::new(),
    })
}

fn follow_up_edits(author: &Author, file: &CustomerFile, change: &CustomerChange) -> Result<Vec<Edit>, AppError> {
    Ok(match change {
        CustomerChange::PlanFollowUp { opportunity, way, aim, due_on } => {
            customer::check_call(file, way, Caller::Store)?;
            let plan = follow_up::Plan { opportunity: *opportunity, way: way.clone(), aim: aim.clone(), due_on: *due_on };
            vec![follow_up::plan(author, file, &plan)?]
        }
        CustomerChange::MoveFollowUp { id, due_on, way, aim } => {
            way.iter().try_for_each(|way| customer::check_call(file, way, Caller::Store))?;
            follow_up::move_to(file, *id, *due_on, way.as_ref(), aim.as_deref())?
        }
        CustomerChange::RemoveFollowUp { id } => vec![follow_up::remove(author, file, *id)?],
        _ => Vec::new(),
    })
}

/// The interest that names a catalogue entry: under the entry's own id, so that two devices adding it apart add one.
pub(super) fn catalogue_interest(store: &StoreFile, id: CatalogueId) -> Result<Interest, AppError> {
    let node = store.catalogue.iter().find(|node| node.id == id).ok_or(ErrorCode::NotFound)?;
    let kind = match node.level {
        CatalogueLevel::Brand => InterestKind::Brand,
        CatalogueLevel::Series | CatalogueLevel::Other(_) => InterestKind::Series,
        CatalogueLevel::Model | CatalogueLevel::Configuration => InterestKind::Model,
    };
    Ok(Interest { id: InterestId::from_bytes(*id.as_bytes()), kind, name: node.name.clone() })
}
