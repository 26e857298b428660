//! Plans and changes off-site events.

use std::collections::BTreeSet;

use super::text::{LINE, PARAGRAPH, TooLong, clean};
use crate::{
    clock::Date,
    domain::{
        edit::{Edit, EventEdit},
        event::{EventField, EventFile},
        money::Fen,
    },
    ids::StaffId,
};

/// Why an event is not written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EventRefused {
    /// A new event needs a name and a first day.
    #[error("an event needs its {0}")]
    Required(EventField),
    /// Not a date, or the end lies before the beginning.
    #[error("not a possible date")]
    BadDate(EventField),
    /// Not an amount or a number.
    #[error("the amount could not be read")]
    BadAmount(EventField),
    /// Too long.
    #[error(transparent)]
    TooLong(#[from] TooLong),
}

/// Writes the fields of an event; `current` is none for a new one.
///
/// # Errors
/// See [`EventRefused`].
pub fn save(
    current: Option<&EventFile>,
    fields: &[(EventField, String)],
    staff: Option<&BTreeSet<StaffId>>,
) -> Result<Vec<Edit>, EventRefused> {
    let mut written = Vec::new();
    for (field, text) in fields {
        written.push((field.clone(), read(field, text)?));
    }
    let after = |field: &EventField| match written.iter().find(|(name, _)| name == field) {
        Some((_, text)) => text.clone(),
        None => current.and_then(|event| event.field(field)).map(ToOwned::to_owned),
    };
    for required in [EventField::Name, EventField::StartsOn] {
        if after(&required).is_none() {
            return Err(EventRefused::Required(required));
        }
    }
    let day = |field| after(&field).and_then(|text| text.parse::<Date>().ok());
    if day(EventField::EndsOn).zip(day(EventField::StartsOn)).is_some_and(|(ends, starts)| ends < starts) {
        return Err(EventRefused::BadDate(EventField::EndsOn));
    }
    let mut edits: Vec<EventEdit> = written.into_iter().map(|(field, text)| EventEdit::SetField(field, text)).collect();
    let nobody = BTreeSet::new();
    let team = current.map_or(&nobody, |event| &event.staff);
    if let Some(wanted) = staff {
        edits.extend(wanted.difference(team).map(|person| EventEdit::AddStaff(*person)));
        edits.extend(team.difference(wanted).map(|person| EventEdit::RemoveStaff(*person)));
    }
    Ok(edits.into_iter().map(Edit::Event).collect())
}

fn read(field: &EventField, text: &str) -> Result<Option<String>, EventRefused> {
    let text = clean(text, if *field == EventField::Remark { PARAGRAPH } else { LINE })?;
    if text.is_empty() {
        return Ok(None);
    }
    match field {
        EventField::StartsOn | EventField::EndsOn => {
            text.parse::<Date>().map(|date| Some(date.to_string())).map_err(|_| EventRefused::BadDate(field.clone()))
        }
        EventField::CostFen => {
            Fen::parse_exact(&text).map(|fen| Some(fen.get().to_string())).map_err(|_| EventRefused::BadAmount(field.clone()))
        }
        EventField::TargetLeads => {
            text.parse::<u32>().map(|leads| Some(leads.to_string())).map_err(|_| EventRefused::BadAmount(field.clone()))
        }
        _ => Ok(Some(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(rows: &[(EventField, &str)]) -> Vec<(EventField, String)> {
        rows.iter().map(|(field, text)| (field.clone(), (*text).to_owned())).collect()
    }

    #[test]
    fn an_event_needs_a_name_and_a_first_day() {
        let unnamed = fields(&[(EventField::StartsOn, "2026-11-21")]);
        assert_eq!(save(None, &unnamed, None), Err(EventRefused::Required(EventField::Name)));
        let undated = fields(&[(EventField::Name, "滨河公园试驾会")]);
        assert_eq!(save(None, &undated, None), Err(EventRefused::Required(EventField::StartsOn)));
    }

    #[test]
    fn an_event_does_not_end_before_it_begins() {
        let rows = fields(&[
            (EventField::Name, "滨河公园试驾会"),
            (EventField::StartsOn, "2026-11-21"),
            (EventField::EndsOn, "2026-11-20"),
        ]);
        assert_eq!(save(None, &rows, None), Err(EventRefused::BadDate(EventField::EndsOn)));
    }
}
